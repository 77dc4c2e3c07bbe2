package io.portalocker.internal.sys.linux;

import static io.portalocker.internal.sys.Downcalls.unexpected;

import io.portalocker.bindings.linux.LinuxFunctions;
import io.portalocker.internal.sys.Downcalls;
import io.portalocker.internal.sys.Scratch;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions of the C library that only waiting needs, each linked when it is first called. */
final class NativeWaits {

    private NativeWaits() {}

    private static MethodHandle link(MemorySegment address, FunctionDescriptor descriptor) {
        return Downcalls.link("errno", address, descriptor);
    }

    private static final class PthreadSelf {
        static final MethodHandle HANDLE =
                link(LinuxFunctions.pthread_self$address(), LinuxFunctions.pthread_self$descriptor());
    }

    static long pthreadSelf(Scratch scratch) {
        try {
            return (long) PthreadSelf.HANDLE.invokeExact(scratch.callState());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class PthreadKill {
        static final MethodHandle HANDLE =
                link(LinuxFunctions.pthread_kill$address(), LinuxFunctions.pthread_kill$descriptor());
    }

    static int pthreadKill(Scratch scratch, long thread, int signal) {
        try {
            return (int) PthreadKill.HANDLE.invokeExact(scratch.callState(), thread, signal);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Sigaction {
        static final MethodHandle HANDLE =
                link(LinuxFunctions.sigaction$address(), LinuxFunctions.sigaction$descriptor());
    }

    static int sigaction(Scratch scratch, int signal, MemorySegment action, MemorySegment old) {
        try {
            return (int) Sigaction.HANDLE.invokeExact(scratch.callState(), signal, action, old);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Fstatfs {
        static final MethodHandle HANDLE = link(LinuxFunctions.fstatfs$address(), LinuxFunctions.fstatfs$descriptor());
    }

    static int fstatfs(Scratch scratch, int fd, MemorySegment statfs) {
        try {
            return (int) Fstatfs.HANDLE.invokeExact(scratch.callState(), fd, statfs);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class Poll {
        static final MethodHandle HANDLE = link(LinuxFunctions.poll$address(), LinuxFunctions.poll$descriptor());
    }

    static int poll(Scratch scratch, MemorySegment requests, long count, int milliseconds) {
        try {
            return (int) Poll.HANDLE.invokeExact(scratch.callState(), requests, count, milliseconds);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class InotifyInit {
        static final MethodHandle HANDLE =
                link(LinuxFunctions.inotify_init1$address(), LinuxFunctions.inotify_init1$descriptor());
    }

    static int inotifyInit(Scratch scratch, int flags) {
        try {
            return (int) InotifyInit.HANDLE.invokeExact(scratch.callState(), flags);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class InotifyAdd {
        static final MethodHandle HANDLE =
                link(LinuxFunctions.inotify_add_watch$address(), LinuxFunctions.inotify_add_watch$descriptor());
    }

    static int inotifyAdd(Scratch scratch, int fd, MemorySegment path, int mask) {
        try {
            return (int) InotifyAdd.HANDLE.invokeExact(scratch.callState(), fd, path, mask);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final class InotifyRemove {
        static final MethodHandle HANDLE =
                link(LinuxFunctions.inotify_rm_watch$address(), LinuxFunctions.inotify_rm_watch$descriptor());
    }

    static int inotifyRemove(Scratch scratch, int fd, int watch) {
        try {
            return (int) InotifyRemove.HANDLE.invokeExact(scratch.callState(), fd, watch);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }
}
