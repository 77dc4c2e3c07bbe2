package io.portalocker.internal.marker;

import io.portalocker.internal.acquire.Failure;
import java.nio.file.Path;

/** Names for files that are not yet what they will be: hidden, in the same directory, and too random to meet or to guess. */
public final class PrivateNames {

    private PrivateNames() {}

    /**
     * Draws a name, {@code .portalocker.<16 hex>.tmp}: its length does not depend on that of the final name, which may be
     * as long as the file system permits.
     */
    public static Path beside(Path destination) throws Failure {
        return destination.resolveSibling(".portalocker." + Tokens.next().substring(16) + ".tmp");
    }
}
