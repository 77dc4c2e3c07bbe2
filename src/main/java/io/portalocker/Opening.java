package io.portalocker;

import io.portalocker.internal.Deadline;

/** How the file of a lock is opened, at each attempt anew, and what is done to it first. */
interface Opening {

    /**
     * Opens it.
     *
     * @param deadline when to give up where opening itself has to be tried again
     */
    LockableFile open(Deadline deadline) throws LockException, InterruptedException;

    /** Makes the start that was promised, now that the file is locked and known to be the one at its path. */
    default void start(LockableFile file, boolean shared) throws LockException {
        file.start(shared);
    }
}
