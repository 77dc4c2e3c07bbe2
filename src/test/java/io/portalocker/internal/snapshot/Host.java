package io.portalocker.internal.snapshot;

import io.portalocker.internal.marker.Tokens;
import io.portalocker.testkit.FakeTicker;
import java.io.IOException;
import java.time.Duration;

/** A machine with a clock and a memory of its own, whose processes want one lock. */
final class Host {
    static final Duration DURATION = Duration.ofSeconds(90);
    static final Duration HEARTBEAT = Duration.ofSeconds(30);

    final FakeTicker time = new FakeTicker();
    final Memory memory = new Memory(time);
    final Staged files;
    private final String name;

    Host(String name, Records files) {
        this.name = name;
        this.files = new Staged(files);
    }

    GenerationLog log() {
        return new GenerationLog(files, memory, Tokens::next);
    }

    Participant participant(boolean shared, Duration duration) throws IOException {
        var terms = Terms.of(duration, duration.dividedBy(3));
        var record = new HolderRecord(Tokens.next(), 1, name, terms.seconds());
        var participant = new Participant(log(), time, Tokens::next, record, terms, shared);
        participant.publish();
        return participant;
    }

    Participant reader() throws IOException {
        return participant(true, DURATION);
    }

    Participant writer() throws IOException {
        return participant(false, DURATION);
    }
}
