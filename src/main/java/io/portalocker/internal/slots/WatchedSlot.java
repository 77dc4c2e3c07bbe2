package io.portalocker.internal.slots;

import io.portalocker.internal.acquire.Acquisition;
import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.file.FileHold;
import io.portalocker.internal.file.FileKind;
import io.portalocker.internal.file.OpenFile;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.CloseWatch;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.LockWait;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A slot that is waited for, and its file, which stays open from look to look: to close it would be news to everybody else
 * who waits for it, and who would look and close in his turn.
 *
 * <p>Guarded as {@link SlotFiles} is.
 */
final class WatchedSlot implements Kind<FileHold> {

    private final FileKind kind;
    private FileHold hold;
    private CloseWatch.@Nullable Subscription subscription;

    /** Whether news was asked for, of which there may be none in this place. */
    private boolean asked;

    WatchedSlot(FileKind kind) throws IOException, InterruptedException {
        this.kind = kind;
        hold = kind.open(Deadline.IMMEDIATE);
        hold.keepOpen();
    }

    /** Answers the slot held, which is all over with this object then, or null if somebody else holds it. */
    @Nullable
    FileHold tryLock() throws IOException, InterruptedException {
        FileHold held = Acquisition.take(this, Deadline.IMMEDIATE);
        if (held != null) {
            unwatch();
        }
        return held;
    }

    @Override
    public FileHold approach(Deadline deadline, int round) throws IOException, InterruptedException {
        if (round > 0) {
            reopen();
        }
        return hold;
    }

    /** Goes over to the file at the path if that is another by now: nobody need ever free or close the old one. */
    void followPath() throws IOException, InterruptedException {
        if (!hold.file().isAtPath()) {
            reopen();
        }
    }

    private void reopen() throws IOException, InterruptedException {
        FileHold current = kind.open(Deadline.IMMEDIATE);
        current.keepOpen();
        close();
        hold = current;
    }

    boolean isAsked() {
        return asked;
    }

    /** Asks for news of the file; false if there is none to be had. */
    boolean ask(Semaphore news) throws IOException {
        asked = true;
        OpenFile file = hold.file();
        try {
            subscription = LockWait.ofJvm()
                    .subscribe(file.platform().locks().preferred(), file.descriptor(), news)
                    .orElse(null);
        } catch (SysException e) {
            throw new Failure(file.name(), "watch", e);
        }
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
        hold.giveUp();
    }
}
