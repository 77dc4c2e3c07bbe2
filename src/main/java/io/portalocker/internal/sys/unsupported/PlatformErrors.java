package io.portalocker.internal.sys.unsupported;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.SysException;

/** The one error there is. */
final class PlatformErrors {

    private PlatformErrors() {}

    static SysException refusal(String call) {
        return new SysException(call, 0, Native.missing(), ErrorKind.NOT_SUPPORTED);
    }
}
