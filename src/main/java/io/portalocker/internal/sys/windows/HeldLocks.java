package io.portalocker.internal.sys.windows;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What each handle opened here holds of its whole file. Windows does not tell, and a second lock of a handle is a second lock
 * to it: an exclusive one waits for the first, a shared one stands beside it and needs an unlock of its own.
 */
final class HeldLocks {

    private static final ConcurrentMap<Long, HeldLock> OF_HANDLES = new ConcurrentHashMap<>();

    private HeldLocks() {}

    static HeldLock of(long handle) {
        return OF_HANDLES.computeIfAbsent(HandleTags.strip(handle), _ -> new HeldLock());
    }

    /** To be called before the handle is closed: afterwards the system gives its number to another file. */
    static void forget(long handle) {
        OF_HANDLES.remove(HandleTags.strip(handle));
    }

    static int size() {
        return OF_HANDLES.size();
    }
}
