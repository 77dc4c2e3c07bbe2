package io.portalocker.internal.snapshot;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The files of one lock, with events of a test's before and after certain calls. */
final class Staged implements Records {
    private final Records files;
    private final Deque<Cue> cues = new ArrayDeque<>();

    /** Something that happens. */
    interface Event {
        void happen() throws IOException;
    }

    private record Cue(String call, boolean before, Event event) {}

    Staged(Records files) {
        this.files = files;
    }

    /** Before the next call that begins so, such as {@code link 0000}; events come in the order they were arranged. */
    Staged before(String call, Event event) {
        cues.add(new Cue(call, true, event));
        return this;
    }

    /** After it. */
    Staged after(String call, Event event) {
        cues.add(new Cue(call, false, event));
        return this;
    }

    boolean isOver() {
        return cues.isEmpty();
    }

    private void happen(String call, boolean before) throws IOException {
        Cue next = cues.peek();
        if (next != null && next.before == before && call.startsWith(next.call)) {
            cues.remove();
            next.event.happen();
        }
    }

    private interface Call<T> {
        T make() throws IOException;
    }

    private <T> T staged(String name, Call<T> call) throws IOException {
        happen(name, true);
        T answer = call.make();
        happen(name, false);
        return answer;
    }

    @Override
    public void prepare() throws IOException {
        staged("prepare", () -> {
            files.prepare();
            return true;
        });
    }

    @Override
    public Optional<String> read(Place place, String name) throws IOException {
        return staged("read " + name, () -> files.read(place, name));
    }

    @Override
    public Optional<Identity> create(Place place, String name, String content, boolean durable) throws IOException {
        return staged("create " + name, () -> files.create(place, name, content, durable));
    }

    @Override
    public boolean link(String existing, String name) throws IOException {
        return staged("link " + name, () -> files.link(existing, name));
    }

    @Override
    public void replace(String existing, String name) throws IOException {
        staged("replace " + name, () -> {
            files.replace(existing, name);
            return true;
        });
    }

    @Override
    public boolean overwrite(String name, String content, Identity identity) throws IOException {
        return staged("overwrite " + name, () -> files.overwrite(name, content, identity));
    }

    @Override
    public boolean isThere(String name, Identity identity) throws IOException {
        return staged("isThere " + name, () -> files.isThere(name, identity));
    }

    @Override
    public void unlink(Place place, String name) throws IOException {
        staged("unlink " + name, () -> {
            files.unlink(place, name);
            return true;
        });
    }

    @Override
    public List<String> list(Place place) throws IOException {
        return staged("list " + place, () -> files.list(place));
    }
}
