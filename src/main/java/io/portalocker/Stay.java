package io.portalocker;

import java.io.IOException;

/** What every handle on a locked file stands on: the lock itself, or one level of a re-entrant one. */
sealed interface Stay permits FileHold, Nesting.Level {

    /** Work to be done while the lock is still held. */
    interface Last {

        /** Nothing to be done. */
        Last NOTHING = () -> {};

        void run() throws IOException;
    }

    LockableFile file();

    boolean isHeld();

    void ensureHeld() throws LockException;

    /** Does the last work and frees the lock; see {@link Held#release}. */
    void release(Last last) throws LockException;
}
