package io.portalocker.cli;

/** The manual page, made from the syntaxes. */
final class Manual {

    private Manual() {}

    static String page() {
        Syntax all = PortalockerCommand.syntax();
        StringBuilder page = new StringBuilder();
        page.append(".TH PORTALOCKER 1 \"\" \"portalocker ")
                .append(Version.number())
                .append("\"\n");
        page.append(".SH NAME\nportalocker \\- ").append(escaped(all.summary())).append('\n');
        page.append(".SH SYNOPSIS\n");
        Subcommands.all()
                .map(Subcommand::syntax)
                .forEach(syntax -> page.append(".B ")
                        .append(escaped(Help.synopsis(syntax)))
                        .append("\n.br\n"));
        Subcommands.all().map(Subcommand::syntax).forEach(syntax -> describe(page, syntax));
        page.append(".SH SEE ALSO\n.BR flock (1)\n");
        return page.toString();
    }

    private static void describe(StringBuilder page, Syntax syntax) {
        page.append(".SH \"").append(syntax.qualifiedName()).append("\"\n");
        page.append(escaped(syntax.summary())).append('\n');
        for (Syntax.Operand operand : syntax.operands()) {
            item(page, operand.label(), operand.description());
        }
        for (Option option : syntax.options()) {
            item(page, Help.names(option), option.description());
        }
        for (String note : syntax.notes()) {
            page.append(".PP\n").append(escaped(note)).append('\n');
        }
        for (String example : syntax.examples()) {
            page.append(".PP\n.RS\n.nf\n").append(escaped(example)).append("\n.fi\n.RE\n");
        }
    }

    private static void item(StringBuilder page, String name, String description) {
        page.append(".TP\n.B ")
                .append(escaped(name))
                .append('\n')
                .append(escaped(description))
                .append('\n');
    }

    /** A line that begins with a dot or a quote would be an order, and a plain hyphen is printed as another character. */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
