package io.portalocker.internal.sys.linux;

import io.portalocker.internal.sys.CFunction;
import io.portalocker.internal.sys.Scratch;
import java.lang.foreign.MemorySegment;

/** The functions of the C library that only waiting needs. */
final class NativeWaits {

    private static final CFunction PTHREAD_KILL = new CFunction("pthread_kill");
    private static final CFunction SIGACTION = new CFunction("sigaction");
    private static final CFunction FSTATFS = new CFunction("fstatfs");
    private static final CFunction POLL = new CFunction("poll");
    private static final CFunction INOTIFY_INIT = new CFunction("inotify_init1");
    private static final CFunction INOTIFY_ADD = new CFunction("inotify_add_watch");
    private static final CFunction INOTIFY_REMOVE = new CFunction("inotify_rm_watch");

    private NativeWaits() {}

    private static int number(CFunction function, Scratch scratch, long a, long b, long c) {
        return Native.instance().make(function, scratch, a, b, c, 0, 0);
    }

    static long pthreadSelf(Scratch scratch) {
        return Native.instance().pthreadSelf(scratch);
    }

    static int pthreadKill(Scratch scratch, long thread, int signal) {
        return number(PTHREAD_KILL, scratch, thread, signal, 0);
    }

    static void pthreadSigmask(Scratch scratch, int how, long set, long old) {
        Native.instance().pthreadSigmask(scratch, how, set, old);
    }

    static int sigaction(Scratch scratch, int signal, MemorySegment action, MemorySegment old) {
        return number(SIGACTION, scratch, signal, action.address(), old.address());
    }

    static int fstatfs(Scratch scratch, int fd, MemorySegment statfs) {
        return number(FSTATFS, scratch, fd, statfs.address(), 0);
    }

    static int poll(Scratch scratch, MemorySegment requests, long count, int milliseconds) {
        return number(POLL, scratch, requests.address(), count, milliseconds);
    }

    static int inotifyInit(Scratch scratch, int flags) {
        return number(INOTIFY_INIT, scratch, flags, 0, 0);
    }

    static int inotifyAdd(Scratch scratch, int fd, MemorySegment path, int mask) {
        return number(INOTIFY_ADD, scratch, fd, path.address(), mask);
    }

    static int inotifyRemove(Scratch scratch, int fd, int watch) {
        return number(INOTIFY_REMOVE, scratch, fd, watch, 0);
    }
}
