package io.portalocker.internal.file;

import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.LockWait;
import java.io.IOException;

/** What locks an open file: a mechanism of the kernel's, or something of the user's. */
public interface Locking {

    /** {@return how messages call it} */
    String name();

    /** Tries once; false if another holder is in the way. */
    boolean tryLock(OpenFile file, boolean shared) throws IOException;

    /** Frees the file; if this throws, it may still be locked. */
    void unlock(OpenFile file) throws IOException;

    /** Waits for what was found held; false at the deadline. What the user supplied can only be tried again. */
    default boolean await(OpenFile file, boolean shared, Deadline deadline, long interval)
            throws IOException, InterruptedException {
        return LockWait.ofJvm().polling(() -> tryLock(file, shared), deadline, interval);
    }

    /** Whether the kernel has one lock for the whole process, which any close of the file frees. */
    default boolean isOfProcess() {
        return false;
    }

    /** Whether freeing leaves the descriptor as good as new. */
    default boolean leavesDescriptorsClean() {
        return false;
    }
}
