package io.portalocker.internal.marker;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Names for files that are not yet what they will be: hidden, in the same directory, and too random to meet. */
public final class PrivateNames {

    private PrivateNames() {}

    /**
     * Draws a name, {@code .portalocker.<16 hex>.tmp}: its length does not depend on that of the final name, which may be
     * as long as the file system permits.
     *
     * @param destination a path in the directory
     * @param random where the name comes from
     * @return the path of the private file
     */
    public static Path beside(Path destination, RandomGenerator random) {
        return destination.resolveSibling(".portalocker." + HexFormat.of().toHexDigits(random.nextLong()) + ".tmp");
    }
}
