package io.portalocker;

import io.portalocker.internal.wait.Deadline;
import java.nio.file.Path;

/** How the file of a lock is opened, at each attempt anew, and what is done to it first. */
interface Opening {

    /**
     * Opens it.
     *
     * @param path where it is
     * @param deadline when to give up where opening itself has to be tried again
     */
    LockableFile open(Path path, Deadline deadline) throws LockException, InterruptedException;

    /** Whether a file that was opened in a mode a moment ago, and is still at the path, is as good as one opened now. */
    default boolean suits(OpenMode mode) {
        return false;
    }

    /** Makes the start that was promised, now that the file is locked and known to be the one at its path. */
    default void start(LockableFile file, boolean shared) throws LockException {
        file.start(shared);
    }
}
