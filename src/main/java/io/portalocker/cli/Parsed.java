package io.portalocker.cli;

import io.portalocker.internal.command.Word;
import java.util.List;
import java.util.Optional;

/**
 * A command line that was understood.
 *
 * @param syntax by what
 * @param given its options in their order
 * @param operands the rest
 * @param before how many operands stood in front of {@code --}; -1 if it was not reached
 */
record Parsed(Syntax syntax, List<Given> given, List<Word> operands, int before) {

    /**
     * An option that was given.
     *
     * @param option which
     * @param name by which of its names
     * @param value its value, empty where it takes none
     */
    record Given(Option option, String name, Word value) {}

    boolean has(Option option) {
        return last(option).isPresent();
    }

    /** The last of several counts, as everywhere. */
    Optional<Given> last(Option... options) {
        for (int i = given.size() - 1; i >= 0; i--) {
            for (Option option : options) {
                if (given.get(i).option().equals(option)) {
                    return Optional.of(given.get(i));
                }
            }
        }
        return Optional.empty();
    }
}
