package io.portalocker.internal.sys.windows;

import io.portalocker.bindings.windows.WindowsConstants;
import io.portalocker.internal.sys.OpenFlags;

/** What {@link OpenFlags} and permissions are called by {@code CreateFileW}. */
final class CreateWords {

    private static final int OWNER_WRITES = 0200;

    private CreateWords() {}

    /** Whoever makes a file that is to replace another must be able to give it the other's access list. */
    static int access(int flags) {
        return (OpenFlags.has(flags, OpenFlags.READ) ? WindowsConstants.GENERIC_READ() : 0)
                | (OpenFlags.has(flags, OpenFlags.WRITE) ? WindowsConstants.GENERIC_WRITE() : 0)
                | (OpenFlags.has(flags, OpenFlags.MOVABLE) && OpenFlags.has(flags, OpenFlags.EXCLUSIVE)
                        ? WindowsConstants.WRITE_DAC()
                        : 0);
    }

    static int share(int flags) {
        return OpenFlags.has(flags, OpenFlags.MOVABLE)
                ? Opening.SHARE_ALL
                : WindowsConstants.FILE_SHARE_READ() | WindowsConstants.FILE_SHARE_WRITE();
    }

    static int disposition(int flags) {
        if (!OpenFlags.has(flags, OpenFlags.CREATE)) {
            return WindowsConstants.OPEN_EXISTING();
        }
        return OpenFlags.has(flags, OpenFlags.EXCLUSIVE)
                ? WindowsConstants.CREATE_NEW()
                : WindowsConstants.OPEN_ALWAYS();
    }

    static int attributes(int permissions) {
        return (permissions & OWNER_WRITES) == 0
                ? WindowsConstants.FILE_ATTRIBUTE_READONLY()
                : WindowsConstants.FILE_ATTRIBUTE_NORMAL();
    }
}
