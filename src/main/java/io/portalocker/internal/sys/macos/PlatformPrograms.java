package io.portalocker.internal.sys.macos;

import io.portalocker.bindings.macos.MacosConstants;
import io.portalocker.internal.sys.posix.PosixPrograms;

/** Programs of macOS. */
public final class PlatformPrograms extends PosixPrograms {

    public PlatformPrograms() {
        super(
                Native.INSTANCE,
                PlatformFiles.ERRORS,
                new Bits(
                        MacosConstants.O_CREAT(),
                        MacosConstants.O_NOCTTY() | MacosConstants.O_NONBLOCK(),
                        MacosConstants.SIG_SETMASK(),
                        MacosConstants.POSIX_SPAWN_SETSIGMASK()));
    }
}
