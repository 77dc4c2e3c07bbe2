package io.portalocker.internal.verify;

import io.portalocker.internal.verify.Finding.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A host that does what the leading one asks, through a process of its own which may be killed. */
final class Member {

    static final String KILL = "kill";
    static final String KILLED = "killed";
    static final String REPORT = "report";

    /** The leader has this machine's patience with each of the others before. */
    private static final Duration SILENCE = Duration.ofSeconds(90);

    private final Meeting meeting;
    private final Mail mail;

    Member(Meeting meeting) {
        this.meeting = meeting;
        this.mail = meeting.mail();
    }

    Report serve() throws InterruptedException {
        try {
            String letter = untilReported();
            mail.send(letter.substring(0, mark(letter)) + "bye");
            return read(letter.substring(mark(letter)));
        } catch (IOException e) {
            return new Report(
                    false,
                    List.of(new Finding(
                            "hosts", "", "did all stay?", Verdict.NO, "the one that leads: " + e.getMessage())));
        }
    }

    /** Answers with the marks that commands come with, until there is nothing more to be done. */
    private String untilReported() throws IOException, InterruptedException {
        try (Party party = party()) {
            while (true) {
                String letter = mail.receive(SILENCE.multipliedBy(meeting.hosts()));
                String command = letter.substring(mark(letter));
                if (command.startsWith(REPORT)) {
                    return letter;
                }
                mail.send(letter.substring(0, mark(letter)) + answer(party, command));
            }
        }
    }

    private static int mark(String letter) {
        return letter.indexOf(' ') + 1;
    }

    private Party party() throws InterruptedException {
        try {
            return new ChildProcess(meeting.path());
        } catch (IOException e) {
            return new Here(meeting.path());
        }
    }

    private static String answer(Party party, String command) throws InterruptedException {
        try {
            if (command.equals(KILL)) {
                party.kill();
                return KILLED;
            }
            return party.ask(command);
        } catch (IOException e) {
            return "failed " + e.getMessage();
        }
    }

    private static Report read(String text) {
        boolean trusted = text.startsWith(REPORT + " true");
        return new Report(
                trusted,
                Stream.of(text.split("\n", -1)).skip(1).map(Finding::decoded).toList());
    }
}
