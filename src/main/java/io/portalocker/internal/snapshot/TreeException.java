package io.portalocker.internal.snapshot;

import java.io.IOException;
import java.io.Serial;

/** Where the directories of a lock should be is something else, or what somebody else has put there. */
final class TreeException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    TreeException(String message) {
        super(message);
    }
}
