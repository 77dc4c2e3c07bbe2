package io.portalocker.internal.sys.unsupported;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.SysException;

/** What stands in for a native layer where there is none. */
final class Native {

    private Native() {}

    static SysException refusal(String call) {
        return new SysException(
                call,
                0,
                "no native layer for " + System.getProperty("os.name", "this system"),
                ErrorKind.NOT_SUPPORTED);
    }
}
