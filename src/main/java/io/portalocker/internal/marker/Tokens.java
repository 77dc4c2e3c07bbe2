package io.portalocker.internal.marker;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.file.Unguessable;

/** What names a claim, or a file that is ours alone: nobody else has had it, and nobody can guess it. */
public final class Tokens {

    private static final int BYTES = 16;

    private Tokens() {}

    /** {@return 32 lower-case hexadecimal digits, as all protocols of filelock have them} */
    public static String next() throws Failure {
        return Unguessable.digits(BYTES);
    }
}
