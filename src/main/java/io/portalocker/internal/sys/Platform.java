package io.portalocker.internal.sys;

import io.portalocker.internal.sys.linux.Arch;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one operating system.
 *
 * @param name what it is called in messages
 * @param files its file calls
 * @param locks its lock calls
 * @param processes its process calls
 * @param waits what it offers to those who wait
 * @param programs its calls that run programs
 */
public record Platform(
        String name, FileCalls files, LockCalls locks, ProcessCalls processes, WaitCalls waits, ProgramCalls programs) {

    /** Apart from the record, so that a refusal is no failure of class initialisation and is told anew at each use. */
    private static final class Current {

        /** Racy on purpose: at worst the questions are asked twice. */
        static @Nullable Platform platform;
    }

    /**
     * {@return the platform this JVM runs on} Whatever leads to a native call comes through here first. Throws
     * IllegalCallerException if the module has no native access; the message names the flag that grants it. Throws
     * UnsupportedOperationException if this is a system, or a processor, without a native layer.
     */
    public static Platform current() {
        Platform known = Current.platform;
        if (known == null) {
            NativeAccess.require();
            known = detect(System.getProperty("os.name", "").toLowerCase(Locale.ROOT));
            Current.platform = known;
        }
        return known;
    }

    /** Compares without patterns, for the sake of a first lock. */
    static Platform detect(String os) {
        if (os.startsWith("linux")) {
            Arch.current(); // Refuses a processor without a native layer, before a class fails to be initialised
            // over it.
            return new Platform(
                    "Linux",
                    new io.portalocker.internal.sys.linux.PlatformFiles(),
                    new io.portalocker.internal.sys.linux.PlatformLocks(),
                    new io.portalocker.internal.sys.linux.PlatformProcesses(),
                    new io.portalocker.internal.sys.linux.PlatformWaits(),
                    new io.portalocker.internal.sys.linux.PlatformPrograms());
        }
        if (os.startsWith("mac") || os.startsWith("darwin")) {
            return new Platform(
                    "macOS",
                    new io.portalocker.internal.sys.macos.PlatformFiles(),
                    new io.portalocker.internal.sys.macos.PlatformLocks(),
                    new io.portalocker.internal.sys.macos.PlatformProcesses(),
                    new io.portalocker.internal.sys.macos.PlatformWaits(),
                    new io.portalocker.internal.sys.macos.PlatformPrograms());
        }
        if (os.startsWith("windows")) {
            return new Platform(
                    "Windows",
                    new io.portalocker.internal.sys.windows.PlatformFiles(),
                    new io.portalocker.internal.sys.windows.PlatformLocks(),
                    new io.portalocker.internal.sys.windows.PlatformProcesses(),
                    new io.portalocker.internal.sys.windows.PlatformWaits(),
                    new io.portalocker.internal.sys.windows.PlatformPrograms());
        }
        throw new UnsupportedOperationException("io.portalocker has no native layer for the system '" + os + "'");
    }
}
