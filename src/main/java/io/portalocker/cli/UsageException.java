package io.portalocker.cli;

import java.io.Serial;

/** The command line is wrong: what is wrong with it, and what to type instead. */
final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** A line that works, or where to find one; empty if the message says it. */
    private final String advice;

    UsageException(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    UsageException(String message) {
        this(message, "");
    }

    String advice() {
        return advice;
    }
}
