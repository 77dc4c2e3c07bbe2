package io.portalocker.internal.sys.windows;

import static io.portalocker.internal.sys.Downcalls.unexpected;

import io.portalocker.bindings.windows.WindowsFunctions;
import io.portalocker.internal.sys.Downcalls;
import io.portalocker.internal.sys.Scratch;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The function of kernel32 that only waiting needs, linked when it is first called. This layer has not run on Windows. */
final class NativeWaits {

    private NativeWaits() {}

    private static final class CancelIoEx {
        static final MethodHandle HANDLE = Downcalls.link(
                "GetLastError", WindowsFunctions.CancelIoEx$address(), WindowsFunctions.CancelIoEx$descriptor());
    }

    static int cancelIo(Scratch scratch, long handle, MemorySegment overlapped) {
        try {
            return (int) CancelIoEx.HANDLE.invokeExact(scratch.callState(), Native.pointer(handle), overlapped);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }
}
