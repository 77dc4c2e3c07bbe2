package io.portalocker.cli;

import java.util.List;

/**
 * The command line of one command: what is parsed, and what help, completion and manual are made from.
 *
 * @param name the command's name
 * @param summary what it does, in a sentence
 * @param operands what stands behind the options
 * @param options its options, the common ones too
 * @param notes what else there is to know, a paragraph each
 * @param examples command lines that do something
 */
record Syntax(
        String name,
        String summary,
        List<Operand> operands,
        List<Option> options,
        List<String> notes,
        List<String> examples) {

    static final String PROGRAM = "portalocker";

    static final Option HELP = Option.flag("Show this help and exit.", "-h", "--help");
    static final Option VERSION = Option.flag("Print version information and exit.", "-V", "--version");

    /**
     * An operand.
     *
     * @param label how the synopsis writes it
     * @param description what it is
     */
    record Operand(String label, String description) {}

    /** What stands behind the lock's own operands of a command that guards another. */
    static final Operand COMMAND =
            new Operand("[--] COMMAND [ARG...]", "What to run while the lock is held; options behind it are its own.");

    /** How many operands name the lock, where options may follow those as far as {@code --}; 0 where they may not. */
    int before() {
        return name.equals("run") || !operands.contains(COMMAND) ? 0 : operands.size() - 1;
    }

    /** Whether it is a command that runs no other, whose options those could be. */
    boolean isAlone() {
        return !name.isEmpty() && !operands.contains(COMMAND);
    }

    String qualifiedName() {
        return name.isEmpty() ? PROGRAM : PROGRAM + " " + name;
    }
}
