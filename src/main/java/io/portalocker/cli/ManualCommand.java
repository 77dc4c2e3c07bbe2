package io.portalocker.cli;

import java.util.List;

/** {@code portalocker manual}: the manual page, for the build; it is not listed. */
final class ManualCommand implements Subcommand {

    @Override
    public Syntax syntax() {
        return new Syntax(
                "manual",
                "Prints the manual page.",
                List.of(),
                List.of(Syntax.HELP, Syntax.VERSION),
                List.of(),
                List.of("portalocker manual | man -l -"));
    }

    @Override
    public int run(Parsed line, boolean mayBecome) {
        Output.out().print(Manual.page());
        return 0;
    }
}
