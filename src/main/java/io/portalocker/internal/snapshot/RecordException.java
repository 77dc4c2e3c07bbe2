package io.portalocker.internal.snapshot;

import java.io.IOException;
import java.io.Serial;

/** What the log says cannot be understood, and who does not understand it must not act on it. */
final class RecordException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    RecordException(String message) {
        super(message);
    }
}
