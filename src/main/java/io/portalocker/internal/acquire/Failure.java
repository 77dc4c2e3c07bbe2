package io.portalocker.internal.acquire;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.FileSystemException;

/** A call failed on something that has a name, while something was being done to it. */
public final class Failure extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private final IOException cause;
    private final String name;
    private final String operation;
    private final String mechanism;

    /**
     * Adds to a failure what it happened to. {@code mechanism}: how it is locked, where that was the question; else
     * empty.
     */
    public Failure(String name, String operation, String mechanism, IOException cause) {
        super("cannot " + operation + " '" + name + "': " + cause.getMessage(), cause);
        this.cause = cause;
        this.name = name;
        this.operation = operation;
        this.mechanism = mechanism;
    }

    public Failure(String name, String operation, IOException cause) {
        this(name, operation, "", cause);
    }

    @Override
    public synchronized IOException getCause() {
        return cause;
    }

    /**
     * Whether it did not come to an attempt, since somebody has what is called by this name and shares it with nobody, or it
     * is about to go: that ends, as holding a lock does.
     */
    boolean isContention() {
        return cause instanceof SysException system
                && system.kind() == ErrorKind.BUSY
                && (operation.equals("open") || operation.equals("examine"));
    }

    public String name() {
        return name;
    }

    public String operation() {
        return operation;
    }

    public String mechanism() {
        return mechanism;
    }

    /** Names what the system refused, unless it is named already. */
    public static IOException of(String name, String operation, String mechanism, IOException cause) {
        return cause instanceof SysException || cause instanceof FileSystemException
                ? new Failure(name, operation, mechanism, cause)
                : cause;
    }
}
