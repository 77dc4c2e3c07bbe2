package io.portalocker;

import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.wait.CloseWatch;
import io.portalocker.internal.wait.LateClose;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A slot that is waited for, and its file, which stays open from look to look: to close it would be news to everybody else
 * who waits for it, and who would look and close in his turn.
 *
 * <p>Guarded as {@link SlotFiles} is.
 */
final class WatchedSlot {

    private final FileAcquisition acquisition;
    private FileHold hold;
    private CloseWatch.@Nullable Subscription subscription;

    /** Whether news was asked for, of which there may be none in this place. */
    private boolean asked;

    WatchedSlot(FileAcquisition acquisition) throws LockException {
        this.acquisition = acquisition;
        hold = acquisition.open();
    }

    /** Answers the slot held, which is all over with this object then, or null if somebody else holds it. */
    @Nullable
    FileHold tryLock() throws LockException {
        for (int replaced = 0; replaced < FileAcquisition.MOST_REPLACEMENTS; replaced++) {
            switch (acquisition.tryOpened(hold)) {
                case HELD -> {
                    unwatch();
                    return hold;
                }
                case CONTENDED, FAILED -> {
                    return null;
                }
                case REPLACED -> reopen();
            }
        }
        return null;
    }

    /** Goes over to the file at the path if that is another by now: nobody need ever free or close the old one. */
    void followPath() throws LockException {
        if (!hold.file().isAtPath()) {
            reopen();
        }
    }

    private void reopen() throws LockException {
        FileHold current = acquisition.open();
        close();
        hold = current;
    }

    boolean isAsked() {
        return asked;
    }

    /** Asks for news of the file; false if there is none to be had. */
    boolean ask(Semaphore news) throws LockException {
        asked = true;
        subscription =
                hold.file().watch(Platform.current().locks().preferred(), news).orElse(null);
        return subscription != null;
    }

    void unwatch() {
        CloseWatch.Subscription ended = subscription;
        subscription = null;
        asked = false;
        if (ended != null) {
            ended.close();
        }
    }

    /** Gives the slot up. */
    void close() {
        // First, or closing would be news to this JVM too.
        unwatch();
        LateClose.quietly(hold::discard);
    }
}
