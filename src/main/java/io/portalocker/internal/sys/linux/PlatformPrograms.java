package io.portalocker.internal.sys.linux;

import io.portalocker.bindings.linux.LinuxConstants;
import io.portalocker.internal.sys.posix.PosixPrograms;

/** Programs of Linux. */
public final class PlatformPrograms extends PosixPrograms {

    public PlatformPrograms() {
        super(
                Native.INSTANCE,
                PlatformFiles.ERRORS,
                new Numbers(
                        LinuxConstants.O_CREAT(),
                        LinuxConstants.O_NOCTTY() | LinuxConstants.O_NONBLOCK(),
                        LinuxConstants.SIG_SETMASK(),
                        LinuxConstants.POSIX_SPAWN_SETSIGMASK()));
    }
}
