package io.portalocker.cli;

import java.util.ArrayList;
import java.util.List;

/** The text of {@code --help}, made from the syntax that is parsed. */
final class Help {

    private static final int WIDTH = 80;
    private static final int INDENT = 6;

    private Help() {}

    static String of(Syntax syntax) {
        StringBuilder text = new StringBuilder();
        text.append("Usage: ").append(synopsis(syntax)).append('\n');
        wrap(text, syntax.summary(), 0);
        text.append('\n');
        for (Syntax.Operand operand : syntax.operands()) {
            text.append("  ").append(operand.label()).append('\n');
            wrap(text, operand.description(), INDENT);
        }
        for (Option option : syntax.options()) {
            text.append("  ").append(names(option)).append('\n');
            wrap(text, option.description(), INDENT);
        }
        if (syntax.name().isEmpty()) {
            text.append("\nCommands:\n");
            Subcommands.all().map(Subcommand::syntax).forEach(command -> {
                text.append("  ").append(command.name()).append('\n');
                wrap(text, command.summary(), INDENT);
            });
        }
        for (String note : syntax.notes()) {
            text.append('\n');
            wrap(text, note, 0);
        }
        text.append(syntax.examples().isEmpty() ? "" : "\nExamples:\n");
        for (String example : syntax.examples()) {
            text.append("  ").append(example).append('\n');
        }
        return text.toString();
    }

    static String synopsis(Syntax syntax) {
        List<String> words = new ArrayList<>(List.of(syntax.qualifiedName(), "[OPTION...]"));
        syntax.operands().forEach(operand -> words.add(operand.label()));
        return String.join(" ", words);
    }

    static String names(Option option) {
        List<String> names = new ArrayList<>();
        for (String name : option.names()) {
            String equals = name.startsWith("--") ? "=" : " ";
            names.add(option.takesValue() ? name + equals + option.label() : name);
        }
        return String.join(", ", names);
    }

    private static void wrap(StringBuilder text, String paragraph, int indent) {
        int column = 0;
        for (String word : paragraph.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                text.append('\n');
                column = 0;
            }
            text.append(column == 0 ? " ".repeat(indent) : " ").append(word);
            column += (column == 0 ? indent : 1) + word.length();
        }
        text.append('\n');
    }
}
