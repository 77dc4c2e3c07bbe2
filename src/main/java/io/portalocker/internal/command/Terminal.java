package io.portalocker.internal.command;

import io.portalocker.internal.sys.Platform;

/** Who reads what we say. */
public final class Terminal {

    private static final int STANDARD_ERROR = 2;

    private Terminal() {}

    /** {@return whether standard error is a terminal, as far as the system can tell} */
    public static boolean isReader() {
        return Platform.current().programs().isTerminal(STANDARD_ERROR);
    }
}
