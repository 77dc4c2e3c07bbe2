package io.portalocker.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The {@code --} in front of the command that is to be run. Where it stands, options may follow the operands that name the
 * lock; where it does not, everything behind the first operand belongs to the command, as in flock(1).
 */
final class Separator {

    private static final String SEPARATOR = "--";

    /** The commands that flock(1) has no counterpart of. */
    private static final Set<Class<?>> LOOKING = Set.of(SemaphoreCommand.class, PidCommand.class, RedisCommand.class);

    private Separator() {}

    /** Lets the commands that look for the separator accept options behind their operands, if it says where they end. */
    static void arrange(CommandLine line, String... args) {
        boolean absent = !List.of(args).contains(SEPARATOR);
        line.getSubcommands().values().stream()
                .filter(each -> LOOKING.contains(each.getCommand().getClass()))
                .forEach(each -> each.setStopAtPositional(absent));
    }

    /**
     * Checks that the separator was the one in front of the command, and not one of the command's own: its options would
     * have been taken for ours.
     */
    static List<String> checked(CommandSpec spec, List<String> operands) {
        List<String> args = spec.commandLine().getParseResult().originalArgs();
        int separator = args.indexOf(SEPARATOR);
        if (separator >= 0 && operands.size() != args.size() - separator - 1) {
            throw new ParameterException(spec.commandLine(), "put -- in front of the command");
        }
        return operands;
    }
}
