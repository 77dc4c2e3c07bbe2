package io.portalocker.internal.sys.linux;

import io.portalocker.internal.sys.posix.PosixPrograms;

/** Programs of Linux. */
public final class PlatformPrograms extends PosixPrograms {

    public PlatformPrograms() {
        super(
                Native.instance(),
                PlatformFiles.ERRORS,
                new Bits(
                        Numbers.O_CREAT,
                        Numbers.O_NOCTTY | Numbers.O_NONBLOCK,
                        Numbers.SIG_SETMASK,
                        Numbers.POSIX_SPAWN_SETSIGMASK));
    }
}
