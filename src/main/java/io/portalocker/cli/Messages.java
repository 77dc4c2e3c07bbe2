package io.portalocker.cli;

import io.portalocker.internal.text.Visible;

/** What the command says on standard error, after its name; names of others are made visible by who passes them. */
record Messages(boolean verbose, boolean quiet) {

    static final Messages PLAIN = new Messages(false, false);

    /** Tells what goes on, to who wants to know. */
    void say(String message) {
        if (verbose) {
            complain(message);
        }
    }

    /** Tells what went wrong. */
    void complain(String message) {
        Output.err().println(Syntax.PROGRAM + ": " + message);
    }

    /** Tells a failure in its own words, which may hold names of others. */
    void complain(Throwable failure) {
        complain(Visible.of(String.valueOf(failure.getMessage())));
    }
}
