package io.portalocker.internal.command;

import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.io.Serial;

/** Why the command cannot do what it was told, in words and as one of the reasons that its exit status tells. */
public final class CommandException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    /** The reason. */
    private final Reason reason;

    /** The name of the system's error, empty where it was none. */
    private final String symbol;

    CommandException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        symbol = "";
    }

    CommandException(Reason reason, String message, SysException cause) {
        super(message, cause);
        this.reason = reason;
        symbol = cause.symbol();
    }

    /** The JDK could not start a program. */
    public static CommandException notRun(Word program, IOException cause) {
        return new CommandException(Reason.UNAVAILABLE, "cannot run " + program + ": " + cause.getMessage());
    }

    public String symbol() {
        return symbol;
    }

    public Reason reason() {
        return reason;
    }
}
