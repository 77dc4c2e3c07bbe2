package io.portalocker.internal.sys.windows;

import static io.portalocker.internal.sys.Downcalls.unexpected;

import io.portalocker.bindings.windows.WindowsFunctions;
import io.portalocker.internal.sys.Downcalls;
import io.portalocker.internal.sys.Scratch;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The functions of kernel32, each linked when it is first called. They return what the C functions return, a BOOL as an int, a
 * HANDLE as a long; arguments that never vary are left out. This layer has not run on Windows.
 */
final class Native {

    private Native() {}

    private static MethodHandle link(MemorySegment address, FunctionDescriptor descriptor) {
        return Downcalls.link("GetLastError", address, descriptor);
    }

    /** Wraps a handle without the bits of its number that belong to programs. */
    static MemorySegment pointer(long handle) {
        return MemorySegment.ofAddress(HandleTags.strip(handle));
    }

    private static final class CreateFileW {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.CreateFileW$address(), WindowsFunctions.CreateFileW$descriptor());
    }

    static long createFile(Scratch scratch, MemorySegment path, int access, int share, int disposition, int flags) {
        try {
            MemorySegment handle = (MemorySegment) CreateFileW.HANDLE.invokeExact(
                    scratch.callState(),
                    path,
                    access,
                    share,
                    MemorySegment.NULL,
                    disposition,
                    flags,
                    MemorySegment.NULL);
            return handle.address();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class CloseHandle {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.CloseHandle$address(), WindowsFunctions.CloseHandle$descriptor());
    }

    static int closeHandle(Scratch scratch, long handle) {
        try {
            return (int) CloseHandle.HANDLE.invokeExact(scratch.callState(), pointer(handle));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class GetFileInformationByHandle {
        static final MethodHandle HANDLE = link(
                WindowsFunctions.GetFileInformationByHandle$address(),
                WindowsFunctions.GetFileInformationByHandle$descriptor());
    }

    static int getFileInformationByHandle(Scratch scratch, long handle, MemorySegment information) {
        try {
            return (int)
                    GetFileInformationByHandle.HANDLE.invokeExact(scratch.callState(), pointer(handle), information);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class GetFileType {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.GetFileType$address(), WindowsFunctions.GetFileType$descriptor());
    }

    static int getFileType(Scratch scratch, long handle) {
        try {
            return (int) GetFileType.HANDLE.invokeExact(scratch.callState(), pointer(handle));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class GetFileAttributesW {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.GetFileAttributesW$address(), WindowsFunctions.GetFileAttributesW$descriptor());
    }

    static int getFileAttributes(Scratch scratch, MemorySegment path) {
        try {
            return (int) GetFileAttributesW.HANDLE.invokeExact(scratch.callState(), path);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class ReadFile {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.ReadFile$address(), WindowsFunctions.ReadFile$descriptor());
    }

    static int readFile(
            Scratch scratch,
            long handle,
            MemorySegment buffer,
            int bytes,
            MemorySegment done,
            MemorySegment overlapped) {
        try {
            return (int)
                    ReadFile.HANDLE.invokeExact(scratch.callState(), pointer(handle), buffer, bytes, done, overlapped);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class WriteFile {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.WriteFile$address(), WindowsFunctions.WriteFile$descriptor());
    }

    static int writeFile(
            Scratch scratch,
            long handle,
            MemorySegment buffer,
            int bytes,
            MemorySegment done,
            MemorySegment overlapped) {
        try {
            return (int)
                    WriteFile.HANDLE.invokeExact(scratch.callState(), pointer(handle), buffer, bytes, done, overlapped);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class SetFilePointerEx {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.SetFilePointerEx$address(), WindowsFunctions.SetFilePointerEx$descriptor());
    }

    static int setFilePointer(
            Scratch scratch, long handle, MemorySegment distance, MemorySegment position, int method) {
        try {
            return (int) SetFilePointerEx.HANDLE.invokeExact(
                    scratch.callState(), pointer(handle), distance, position, method);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class SetEndOfFile {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.SetEndOfFile$address(), WindowsFunctions.SetEndOfFile$descriptor());
    }

    static int setEndOfFile(Scratch scratch, long handle) {
        try {
            return (int) SetEndOfFile.HANDLE.invokeExact(scratch.callState(), pointer(handle));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class FlushFileBuffers {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.FlushFileBuffers$address(), WindowsFunctions.FlushFileBuffers$descriptor());
    }

    static int flushFileBuffers(Scratch scratch, long handle) {
        try {
            return (int) FlushFileBuffers.HANDLE.invokeExact(scratch.callState(), pointer(handle));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class SetFileTime {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.SetFileTime$address(), WindowsFunctions.SetFileTime$descriptor());
    }

    static int setFileTime(Scratch scratch, long handle, MemorySegment access, MemorySegment write) {
        try {
            return (int) SetFileTime.HANDLE.invokeExact(
                    scratch.callState(), pointer(handle), MemorySegment.NULL, access, write);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class LockFileEx {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.LockFileEx$address(), WindowsFunctions.LockFileEx$descriptor());
    }

    static int lockFile(Scratch scratch, long handle, int flags, int low, int high, MemorySegment overlapped) {
        try {
            return (int) LockFileEx.HANDLE.invokeExact(
                    scratch.callState(), pointer(handle), flags, 0, low, high, overlapped);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class UnlockFileEx {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.UnlockFileEx$address(), WindowsFunctions.UnlockFileEx$descriptor());
    }

    static int unlockFile(Scratch scratch, long handle, int low, int high, MemorySegment overlapped) {
        try {
            return (int)
                    UnlockFileEx.HANDLE.invokeExact(scratch.callState(), pointer(handle), 0, low, high, overlapped);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class GetOverlappedResult {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.GetOverlappedResult$address(), WindowsFunctions.GetOverlappedResult$descriptor());
    }

    static int getOverlappedResult(
            Scratch scratch, long handle, MemorySegment overlapped, MemorySegment done, int wait) {
        try {
            return (int) GetOverlappedResult.HANDLE.invokeExact(
                    scratch.callState(), pointer(handle), overlapped, done, wait);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class OpenProcess {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.OpenProcess$address(), WindowsFunctions.OpenProcess$descriptor());
    }

    static long openProcess(Scratch scratch, int access, int pid) {
        try {
            MemorySegment handle = (MemorySegment) OpenProcess.HANDLE.invokeExact(scratch.callState(), access, 0, pid);
            return handle.address();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class TerminateProcess {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.TerminateProcess$address(), WindowsFunctions.TerminateProcess$descriptor());
    }

    static int terminateProcess(Scratch scratch, long process, int exitCode) {
        try {
            return (int) TerminateProcess.HANDLE.invokeExact(scratch.callState(), pointer(process), exitCode);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class GetProcessTimes {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.GetProcessTimes$address(), WindowsFunctions.GetProcessTimes$descriptor());
    }

    static int getProcessTimes(
            Scratch scratch,
            long process,
            MemorySegment creation,
            MemorySegment exit,
            MemorySegment kernel,
            MemorySegment user) {
        try {
            return (int) GetProcessTimes.HANDLE.invokeExact(
                    scratch.callState(), pointer(process), creation, exit, kernel, user);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class WaitForSingleObject {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.WaitForSingleObject$address(), WindowsFunctions.WaitForSingleObject$descriptor());
    }

    static int waitForSingleObject(Scratch scratch, long handle, int milliseconds) {
        try {
            return (int) WaitForSingleObject.HANDLE.invokeExact(scratch.callState(), pointer(handle), milliseconds);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class GetComputerNameExW {
        static final MethodHandle HANDLE =
                link(WindowsFunctions.GetComputerNameExW$address(), WindowsFunctions.GetComputerNameExW$descriptor());
    }

    static int getComputerName(Scratch scratch, int format, MemorySegment buffer, MemorySegment size) {
        try {
            return (int) GetComputerNameExW.HANDLE.invokeExact(scratch.callState(), format, buffer, size);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }
}
