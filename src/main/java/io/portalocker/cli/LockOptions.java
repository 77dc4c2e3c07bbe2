package io.portalocker.cli;

import io.portalocker.AlreadyLockedException;
import io.portalocker.Waiting;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** What every command that runs another under a lock is told: how long to wait, what to do then, what to run. */
final class LockOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    private boolean nonBlocking;

    @Option(
            names = {"-w", "--timeout", "--wait"},
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "Give up after so long; fractions are allowed. Without it, wait for ever.")
    private Duration timeout = Waiting.FOREVER;

    @Option(
            names = {"-E", "--conflict-exit-code"},
            paramLabel = "N",
            converter = ExitCode.class,
            description = "Exit status when the lock is held by somebody else, 0 to 255; 1 by default.")
    private int conflictExitCode = ExitStatus.CONFLICT;

    @Option(
            names = {"-c", "--command"},
            paramLabel = "STRING",
            description = "Run this string with the shell; may also follow the operands.")
    private @Nullable String shellCommand;

    @Option(names = "--verbose", description = "Say on standard error what happens, and who is in the way.")
    private boolean verbose;

    LockOptions() {}

    @Option(
            names = {"-n", "--nonblock", "--nb"},
            description = "Do not wait at all.")
    void setNonBlocking(boolean value) {
        nonBlocking |= value;
    }

    Waiting waiting() {
        return Waiting.DEFAULT.withTimeout(nonBlocking ? Duration.ZERO : timeout);
    }

    int conflictExitCode() {
        return conflictExitCode;
    }

    void say(String message) {
        if (verbose) {
            complain(message);
        }
    }

    /** Says why the lock was refused; who holds it is not asked if nobody listens. */
    void say(AlreadyLockedException refusal) {
        if (verbose) {
            complain(refusal.getMessage());
        }
    }

    void complain(String message) {
        spec.commandLine().getErr().println("portalocker: " + message);
    }

    /** The command to run, with the shell in front where it is a string. */
    List<String> command(List<String> operands) {
        List<String> words = operands;
        Optional<String> string = Optional.ofNullable(shellCommand);
        if (string.isEmpty()
                && !words.isEmpty()
                && (words.getFirst().equals("-c") || words.getFirst().equals("--command"))) {
            if (words.size() != 2) {
                throw new ParameterException(spec.commandLine(), "-c requires exactly one command argument");
            }
            string = Optional.of(words.getLast());
            words = List.of();
        }
        if (string.isPresent()) {
            if (!words.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "with -c there is no other command: " + words);
            }
            return Shell.command(string.get());
        }
        if (!words.isEmpty() && words.getFirst().equals("--")) {
            words = words.subList(1, words.size());
        }
        if (words.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "a command to run is needed");
        }
        return List.copyOf(words);
    }

    /** Reads seconds as flock(1) does, with a fraction. */
    static final class Seconds implements CommandLine.ITypeConverter<Duration> {

        Seconds() {}

        @Override
        public Duration convert(String text) {
            try {
                BigDecimal seconds = new BigDecimal(text);
                if (seconds.signum() < 0) {
                    throw new TypeConversionException("timeout is negative: '" + text + "'");
                }
                BigDecimal longest = BigDecimal.valueOf(Long.MAX_VALUE);
                return seconds.compareTo(longest) >= 0
                        ? Waiting.FOREVER
                        : Duration.ofSeconds(seconds.longValue())
                                .plusNanos(seconds.remainder(BigDecimal.ONE)
                                        .movePointRight(9)
                                        .longValue());
            } catch (NumberFormatException e) {
                throw new TypeConversionException("invalid timeout value: '" + text + "'");
            }
        }
    }

    /** Reads an exit status. */
    static final class ExitCode implements CommandLine.ITypeConverter<Integer> {

        ExitCode() {}

        @Override
        public Integer convert(String text) {
            try {
                int code = Integer.parseInt(text);
                if (code < 0 || code > 255) {
                    throw new TypeConversionException("exit code out of range (expected 0 to 255): '" + text + "'");
                }
                return code;
            } catch (NumberFormatException e) {
                throw new TypeConversionException("invalid exit code: '" + text + "'");
            }
        }
    }
}
