package io.portalocker.internal.sys;

import java.io.IOException;
import java.io.Serial;

/** A failed system call: which one, and the error it left. Immutable. */
public final class SysException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String call;
    private final int code;
    private final String symbol;
    private final ErrorKind kind;

    /** Describes a failed call. */
    public SysException(String call, int code, String symbol, ErrorKind kind) {
        super(call + ": " + symbol + " (" + code + ")");
        this.call = call;
        this.code = code;
        this.symbol = symbol;
        this.kind = kind;
    }

    /** {@return the failure of a call that this system does not have} */
    public static SysException unsupported(String call) {
        return new SysException(call, 0, "not on this system", ErrorKind.NOT_SUPPORTED);
    }

    /** {@return the function that failed} */
    public String call() {
        return call;
    }

    /** {@return errno, or the value of GetLastError} */
    public int code() {
        return code;
    }

    /** {@return the name of the code, or {@code errno} where it has none here} */
    public String symbol() {
        return symbol;
    }

    /** {@return what the code means} */
    public ErrorKind kind() {
        return kind;
    }
}
