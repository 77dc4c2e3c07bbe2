package io.portalocker.faults;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What is tried, as the documentation has it. */
final class Matrix {
    private Matrix() {}

    static String text() {
        String calls = ManPages.errors().entrySet().stream()
                .map(call -> "| `" + call.getKey() + "` | " + call.getValue().replace(" ", ", ") + " |\n")
                .collect(Collectors.joining());
        String subjects = Arrays.stream(Subject.values())
                .map(subject -> "| " + subject + " |"
                        + Arrays.stream(Scenario.values())
                                .map(scenario -> scenario.appliesTo(subject) ? " × |" : " |")
                                .collect(Collectors.joining())
                        + "\n")
                .collect(Collectors.joining());
        return "| |"
                + Arrays.stream(Scenario.values())
                        .map(scenario -> " " + scenario + " |")
                        .collect(Collectors.joining())
                + "\n|---|" + "---|".repeat(Scenario.values().length) + "\n" + subjects
                + "\n| call | fails with |\n|---|---|\n" + calls;
    }
}
