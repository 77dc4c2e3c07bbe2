package io.portalocker.internal.marker;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Numbers that nobody can guess: who could would create our next name before we do. */
public final class Tokens {

    private static final int BYTES = 16;

    private static final class Source {
        static final SecureRandom RANDOM = new SecureRandom();
    }

    private Tokens() {}

    /** {@return 32 lower-case hexadecimal digits, as all protocols of filelock have them} */
    public static String next() {
        byte[] bytes = new byte[BYTES];
        Source.RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
