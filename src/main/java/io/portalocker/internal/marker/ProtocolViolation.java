package io.portalocker.internal.marker;

import java.io.IOException;
import java.io.Serial;
import java.util.Optional;

/** What is on disk is not understood, or cannot be what it should be. Such locks fail closed: nobody gets in. */
public final class ProtocolViolation extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Empty for none. */
    private final String name;

    /** Of no certain file. */
    public ProtocolViolation(String reason) {
        this("", reason);
    }

    /** Of a file. */
    public ProtocolViolation(String name, String reason) {
        super(name.isEmpty() ? reason : "'" + name + "': " + reason);
        this.name = name;
    }

    /** {@return the file it is about} */
    public Optional<String> name() {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
