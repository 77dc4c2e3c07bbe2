package io.portalocker.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An option of a command.
 *
 * @param names what it is called, the shorter first
 * @param label what its value is called, empty where it takes none
 * @param description what it does
 */
record Option(List<String> names, String label, String description) {

    static Option flag(String description, String... names) {
        return new Option(List.of(names), "", description);
    }

    static Option value(String label, String description, String... names) {
        return new Option(List.of(names), label, description);
    }

    /** Each option is declared once. What a record would make of it is generated at the first use, in every process. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    boolean takesValue() {
        return !label.isEmpty();
    }
}
