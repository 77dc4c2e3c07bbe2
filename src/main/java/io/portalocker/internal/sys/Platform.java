package io.portalocker.internal.sys;

import java.util.Locale;

/**
 * The calls of one operating system.
 *
 * @param name what it is called in messages
 * @param files its file calls
 * @param locks its lock calls
 * @param processes its process calls
 * @param waits what it offers to those who wait
 */
public record Platform(String name, FileCalls files, LockCalls locks, ProcessCalls processes, WaitCalls waits) {

    /** Apart from the record, so that a refusal is no failure of class initialisation and is told anew at each use. */
    private static final class Permission {

        /** Racy on purpose: at worst the question is asked twice. */
        static boolean granted;
    }

    private static final class Current {
        static final Platform PLATFORM =
                detect(System.getProperty("os.name", "").toLowerCase(Locale.ROOT));
    }

    /**
     * {@return the platform this JVM runs on} Whatever leads to a native call comes through here first.
     *
     * @throws IllegalCallerException if the module has no native access; the message names the flag that grants it
     */
    public static Platform current() {
        if (!Permission.granted) {
            NativeAccess.require();
            Permission.granted = true;
        }
        return Current.PLATFORM;
    }

    static Platform detect(String os) {
        return switch (os) {
            case String s
            when s.startsWith("linux") ->
                new Platform(
                        "Linux",
                        new io.portalocker.internal.sys.linux.PlatformFiles(),
                        new io.portalocker.internal.sys.linux.PlatformLocks(),
                        new io.portalocker.internal.sys.linux.PlatformProcesses(),
                        new io.portalocker.internal.sys.linux.PlatformWaits());
            case String s
            when s.startsWith("mac") || s.startsWith("darwin") ->
                new Platform(
                        "macOS",
                        new io.portalocker.internal.sys.macos.PlatformFiles(),
                        new io.portalocker.internal.sys.macos.PlatformLocks(),
                        new io.portalocker.internal.sys.macos.PlatformProcesses(),
                        new io.portalocker.internal.sys.macos.PlatformWaits());
            case String s
            when s.startsWith("windows") ->
                new Platform(
                        "Windows",
                        new io.portalocker.internal.sys.windows.PlatformFiles(),
                        new io.portalocker.internal.sys.windows.PlatformLocks(),
                        new io.portalocker.internal.sys.windows.PlatformProcesses(),
                        new io.portalocker.internal.sys.windows.PlatformWaits());
            default ->
                new Platform(
                        os,
                        new io.portalocker.internal.sys.unsupported.PlatformFiles(),
                        new io.portalocker.internal.sys.unsupported.PlatformLocks(),
                        new io.portalocker.internal.sys.unsupported.PlatformProcesses(),
                        new io.portalocker.internal.sys.unsupported.PlatformWaits());
        };
    }
}
