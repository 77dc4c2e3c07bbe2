package io.portalocker;

import java.io.Serial;

/**
 * A call on a lock's file failed. The cause is the exception of {@code java.nio.file} that fits, such as
 * {@link java.nio.file.NoSuchFileException} or {@link java.nio.file.AccessDeniedException}.
 */
public final class LockIOException extends LockException {

    @Serial
    private static final long serialVersionUID = 1;

    /** The call. */
    private final String operation;
    /** Its error, as the system names it. */
    private final String symbol;
    /** Its error, as the system numbers it. */
    private final int code;

    /**
     * Reports a failed call.
     *
     * @param message which file, which operation, which error
     * @param operation the call that failed, such as {@code open}
     * @param symbol the name of its error, such as {@code ENOENT}; empty where no system call failed
     * @param code its number: errno, on Windows the value of {@code GetLastError}; 0 where no system call failed
     * @param cause what fits in {@code java.nio.file}
     */
    public LockIOException(String message, String operation, String symbol, int code, Throwable cause) {
        super(message, cause);
        this.operation = operation;
        this.symbol = symbol;
        this.code = code;
    }

    /** {@return the call that failed, such as {@code open}} */
    public String operation() {
        return operation;
    }

    /** {@return the name of the error, such as {@code ENOENT}; empty where no system call failed} */
    public String symbol() {
        return symbol;
    }

    /** {@return errno, on Windows the value of {@code GetLastError}; 0 where no system call failed} */
    public int code() {
        return code;
    }
}
