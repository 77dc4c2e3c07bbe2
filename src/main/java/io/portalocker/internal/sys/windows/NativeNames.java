package io.portalocker.internal.sys.windows;

import static io.portalocker.internal.sys.Downcalls.unexpected;

import io.portalocker.bindings.windows.WindowsAdvapi32;
import io.portalocker.bindings.windows.WindowsFunctions;
import io.portalocker.bindings.windows.WindowsNtdll;
import io.portalocker.internal.sys.Downcalls;
import io.portalocker.internal.sys.Scratch;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions that names and access lists need, each linked when it is first called; see {@link Native}. */
final class NativeNames {

    private NativeNames() {}

    private static MethodHandle link(MemorySegment address, FunctionDescriptor descriptor) {
        return Downcalls.link("GetLastError", address, descriptor);
    }

    private static final class GetFileInformationByHandleEx {
        static final MethodHandle HANDLE = link(
                WindowsFunctions.GetFileInformationByHandleEx$address(),
                WindowsFunctions.GetFileInformationByHandleEx$descriptor());
    }

    static int getFileInformation(Scratch scratch, long handle, int kind, MemorySegment information) {
        try {
            return (int) GetFileInformationByHandleEx.HANDLE.invokeExact(
                    scratch.callState(), Native.pointer(handle), kind, information, (int) information.byteSize());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class SetFileInformationByHandle {
        static final MethodHandle HANDLE = link(
                WindowsFunctions.SetFileInformationByHandle$address(),
                WindowsFunctions.SetFileInformationByHandle$descriptor());
    }

    static int setFileInformation(Scratch scratch, long handle, int kind, MemorySegment information) {
        try {
            return (int) SetFileInformationByHandle.HANDLE.invokeExact(
                    scratch.callState(), Native.pointer(handle), kind, information, (int) information.byteSize());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class CreateHardLinkW {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.CreateHardLinkW$address(), WindowsFunctions.CreateHardLinkW$descriptor());
    }

    static int createHardLink(Scratch scratch, MemorySegment name, MemorySegment existing) {
        try {
            return (int) CreateHardLinkW.HANDLE.invokeExact(scratch.callState(), name, existing, MemorySegment.NULL);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class CreateDirectoryW {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.CreateDirectoryW$address(), WindowsFunctions.CreateDirectoryW$descriptor());
    }

    static int createDirectory(Scratch scratch, MemorySegment path) {
        try {
            return (int) CreateDirectoryW.HANDLE.invokeExact(scratch.callState(), path, MemorySegment.NULL);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class GetKernelObjectSecurity {
        static final MethodHandle HANDLE = link(
                WindowsAdvapi32.GetKernelObjectSecurity$address(),
                WindowsAdvapi32.GetKernelObjectSecurity$descriptor());
    }

    static int getSecurity(Scratch scratch, long handle, int kind, MemorySegment descriptor, MemorySegment needed) {
        try {
            return (int) GetKernelObjectSecurity.HANDLE.invokeExact(
                    scratch.callState(), Native.pointer(handle), kind, descriptor, (int) descriptor.byteSize(), needed);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class SetKernelObjectSecurity {
        static final MethodHandle HANDLE = link(
                WindowsAdvapi32.SetKernelObjectSecurity$address(),
                WindowsAdvapi32.SetKernelObjectSecurity$descriptor());
    }

    static int setSecurity(Scratch scratch, long handle, int kind, MemorySegment descriptor) {
        try {
            return (int) SetKernelObjectSecurity.HANDLE.invokeExact(
                    scratch.callState(), Native.pointer(handle), kind, descriptor);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class RtlGetLastNtStatus {
        static final MethodHandle HANDLE =
                link(WindowsNtdll.RtlGetLastNtStatus$address(), WindowsNtdll.RtlGetLastNtStatus$descriptor());
    }

    /** What the system said in the last call of this thread that failed, before that was made a value of GetLastError. */
    static int lastStatus(Scratch scratch) {
        try {
            return (int) RtlGetLastNtStatus.HANDLE.invokeExact(scratch.callState());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }
}
