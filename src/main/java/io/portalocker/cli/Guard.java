package io.portalocker.cli;

import io.portalocker.Waiting;
import io.portalocker.internal.command.CommandException;
import io.portalocker.internal.command.Program;
import io.portalocker.internal.command.Quoted;
import io.portalocker.internal.command.Word;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What every command that runs another under a lock is told: how long to wait, what to do then, what to run. */
record Guard(Parsed line, Messages messages) {

    static final Option NON_BLOCKING = Option.flag("Do not wait at all.", "-n", "--nonblock", "--nb", "--nonblocking");
    static final Option TIMEOUT = Option.value(
            "SECONDS",
            "Give up after so long; fractions are allowed. Without it, wait for ever.",
            "-w",
            "--timeout",
            "--wait");
    static final Option CONFLICT = Option.value(
            "N",
            "Exit status when the lock is held by somebody else, 0 to 255; 1 by default.",
            "-E",
            "--conflict-exit-code");
    static final Option STRING =
            Option.value("STRING", "Run this string with the shell; may also follow the operands.", "-c", "--command");
    static final Option VERBOSE =
            Option.flag("Say on standard error what happens, and who is in the way.", "--verbose");
    static final Option QUIET = Option.flag(
            "Do not say what is being waited for, which a terminal is told after a second.", "-q", "--quiet");

    /** The options of a command, with those of every guard behind its own. */
    static List<Option> options(Option... own) {
        List<Option> options = new ArrayList<>(List.of(own));
        options.addAll(List.of(NON_BLOCKING, TIMEOUT, CONFLICT, STRING, VERBOSE, QUIET, Syntax.HELP, Syntax.VERSION));
        return options;
    }

    static Guard of(Parsed line) {
        return new Guard(line, new Messages(line.has(VERBOSE), line.has(QUIET)));
    }

    /** How long to wait; both options are read, so that a wrong one is told. */
    Duration timeout() {
        Duration timeout = line.last(TIMEOUT).map(Values::seconds).orElse(Waiting.FOREVER);
        return line.has(NON_BLOCKING) ? Duration.ZERO : timeout;
    }

    int conflictStatus() {
        return line.last(CONFLICT).map(Values::status).orElse(ExitStatus.CONFLICT);
    }

    /** Whether there is no more than the operands that name the lock: the number of a descriptor, for {@code run}. */
    boolean isBare() {
        return line.operands().size() == 1 && !line.has(STRING) && line.before() != 1;
    }

    /**
     * The command behind the operands that name the lock, with the shell in front where it is a string.
     *
     * @param named how many operands name the lock
     */
    List<Word> command(int named) throws CommandException {
        List<Word> words = line.operands()
                .subList(
                        Math.min(named, line.operands().size()), line.operands().size());
        Word string = line.last(STRING).map(Parsed.Given::value).orElse(null);
        if (string == null
                && !words.isEmpty()
                && STRING.names().contains(words.getFirst().raw())) {
            if (words.size() != 2) {
                throw Mistakes.severalStrings(line, named);
            }
            string = words.getLast();
            words = List.of();
        }
        if (string != null) {
            if (!words.isEmpty()) {
                throw new UsageException("with -c there is no other command, but here is also: " + Quoted.line(words));
            }
            return shell(string);
        }
        if (!words.isEmpty() && line.before() < 0 && words.getFirst().raw().equals("--")) {
            words = words.subList(1, words.size());
        }
        if (words.isEmpty()) {
            throw Mistakes.noCommand(line);
        }
        return words;
    }

    private static List<Word> shell(Word string) throws CommandException {
        String interpreter = System.getenv("COMSPEC");
        if (File.separatorChar == '\\' && interpreter != null) {
            return List.of(Word.of(interpreter), Word.of("/d"), Word.of("/s"), Word.of("/c"), string);
        }
        return Program.shell(string);
    }
}
