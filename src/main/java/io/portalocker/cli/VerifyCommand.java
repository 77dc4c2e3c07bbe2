package io.portalocker.cli;

import io.portalocker.LockException;
import io.portalocker.Portalocker;
import io.portalocker.Verification;
import io.portalocker.Verification.Finding;
import io.portalocker.Verification.Verdict;
import io.portalocker.internal.command.Word;
import io.portalocker.internal.text.Visible;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code portalocker verify}: whether locks can be trusted in a directory, by trying them. */
final class VerifyCommand implements Subcommand {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_HOSTS = 64;

    private static final Option JSON = Option.flag("Print a JSON object.", "--json");
    private static final Option HOSTS = Option.value(
            "N",
            "Try it between N hosts that see DIR: start the same command on each of them, as the same user.",
            "--hosts");
    private static final Option WAIT =
            Option.value("SECONDS", "How long to wait for the other hosts; a minute if it is not given.", "--wait");

    @Override
    public Syntax syntax() {
        return new Syntax(
                "verify",
                "Tries every way to lock on a file system, between processes, and tells whether the default lock can be"
                        + " trusted there.",
                List.of(new Syntax.Operand("DIR", "A directory in which locks are to be.")),
                List.of(JSON, HOSTS, WAIT, Syntax.HELP, Syntax.VERSION),
                List.of(
                        "Does each way exclude, do waits end with the release and with the holder's death, do deadlines"
                                + " hold, how fast is a hand-off; are there links and exchanges of names, and is the"
                                + " file system's clock near? Answers: yes, no, refused by the system, not tried. It"
                                + " takes some ten seconds, and leaves nothing behind.",
                        "Exit status: 0 if the default lock of this system can be trusted there, 1 if not or not"
                            + " known; 65 if it is no directory, 66 if there is none or no file may be made in it, 73"
                            + " if its file system is read-only."),
                List.of("portalocker verify /srv/locks", "portalocker verify --hosts 2 --json /nfs/locks"));
    }

    @Override
    public int run(Parsed line, boolean mayBecome) throws LockException {
        Word directory = Mistakes.only(line, "DIR", "/srv/locks");
        Duration patience = line.last(WAIT).map(Values::seconds).orElse(PATIENCE);
        Optional<Integer> hosts = line.last(HOSTS).map(VerifyCommand::hosts);
        Verification found = hosts.isPresent()
                ? Portalocker.verify(directory.path(), hosts.get(), patience)
                : Portalocker.verify(directory.path());
        if (line.has(JSON)) {
            Output.out().println(json(directory, found));
        } else {
            found.findings().forEach(finding -> Output.out().println(text(finding)));
            Output.out()
                    .println("The default lock can " + (found.trusted() ? "" : "NOT ") + "be trusted in " + directory
                            + ".");
        }
        return found.trusted() ? 0 : ExitStatus.CONFLICT;
    }

    private static int hosts(Parsed.Given given) {
        try {
            int hosts = Integer.parseInt(given.value().raw());
            if (hosts >= 2 && hosts <= MOST_HOSTS) {
                return hosts;
            }
        } catch (NumberFormatException e) {
            // As one out of range.
        }
        throw Values.wrong(given, "is no number of hosts from 2 to " + MOST_HOSTS, "2");
    }

    private static String text(Finding finding) {
        String with = finding.with().isEmpty() ? "" : ", with " + finding.with();
        return String.format(
                "%-9s %s%s: %s %s",
                word(finding.verdict()),
                finding.subject(),
                Visible.of(with),
                finding.question(),
                Visible.of(finding.words()));
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case YES -> "yes";
            case NO -> "NO";
            case REFUSED -> "refused";
            case NOT_TRIED -> "not tried";
        };
    }

    private static String json(Word directory, Verification found) {
        return found.findings().stream()
                .map(finding -> "{\"subject\": " + Json.text(finding.subject())
                        + ", \"with\": " + Json.text(finding.with())
                        + ", \"question\": " + Json.text(finding.question())
                        + ", \"answer\": " + Json.text(word(finding.verdict()).toLowerCase(Locale.ROOT))
                        + ", \"seen\": " + Json.text(finding.words()) + "}")
                .collect(Collectors.joining(
                        ",\n ",
                        "{\"directory\": " + Json.text(directory.toString()) + ", \"trusted\": " + found.trusted()
                                + ", \"findings\": [\n ",
                        "]}"));
    }
}
