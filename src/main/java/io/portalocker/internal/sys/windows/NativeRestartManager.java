package io.portalocker.internal.sys.windows;

import static io.portalocker.internal.sys.Downcalls.unexpected;

import io.portalocker.bindings.windows.WindowsRstrtmgr;
import io.portalocker.internal.sys.Downcalls;
import io.portalocker.internal.sys.Scratch;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions of rstrtmgr.dll, which return their errors; to load this class fails where there is no such library. */
final class NativeRestartManager {

    private static final MethodHandle START =
            link(WindowsRstrtmgr.RmStartSession$address(), WindowsRstrtmgr.RmStartSession$descriptor());
    private static final MethodHandle REGISTER =
            link(WindowsRstrtmgr.RmRegisterResources$address(), WindowsRstrtmgr.RmRegisterResources$descriptor());
    private static final MethodHandle LIST =
            link(WindowsRstrtmgr.RmGetList$address(), WindowsRstrtmgr.RmGetList$descriptor());
    private static final MethodHandle END =
            link(WindowsRstrtmgr.RmEndSession$address(), WindowsRstrtmgr.RmEndSession$descriptor());

    private NativeRestartManager() {}

    private static MethodHandle link(MemorySegment address, FunctionDescriptor descriptor) {
        return Downcalls.link("GetLastError", address, descriptor);
    }

    static int startSession(Scratch scratch, MemorySegment session, MemorySegment key) {
        try {
            return (int) START.invokeExact(scratch.callState(), session, 0, key);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int registerFile(Scratch scratch, int session, MemorySegment names) {
        try {
            return (int) REGISTER.invokeExact(
                    scratch.callState(), session, 1, names, 0, MemorySegment.NULL, 0, MemorySegment.NULL);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int getList(
            Scratch scratch,
            int session,
            MemorySegment needed,
            MemorySegment count,
            MemorySegment processes,
            MemorySegment reasons) {
        try {
            return (int) LIST.invokeExact(scratch.callState(), session, needed, count, processes, reasons);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void endSession(Scratch scratch, int session) {
        try {
            var _ = (int) END.invokeExact(scratch.callState(), session);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }
}
