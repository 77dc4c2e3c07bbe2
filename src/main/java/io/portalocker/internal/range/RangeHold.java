package io.portalocker.internal.range;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.acquire.Loss;
import io.portalocker.internal.acquire.Outcome;
import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.events.Recording;
import io.portalocker.internal.file.Access;
import io.portalocker.internal.file.FileOpener;
import io.portalocker.internal.file.OpenFile;
import io.portalocker.internal.range.ByteRanges.Stage;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.LockWait;
import io.portalocker.internal.wait.WaitMethod;
import java.io.IOException;

/** One thread's stay inside a file's lock, reading or writing. */
public final class RangeHold extends Hold {

    /** How messages call this way of locking. */
    public static final String MECHANISM = "SQLite's byte ranges";

    private final RangeKind kind;
    private final RangeFile file;

    RangeHold(RangeKind kind, RangeFile file) {
        super(kind.shared());
        this.kind = kind;
        this.file = file;
    }

    public OpenFile file() {
        return file.file();
    }

    @Override
    public String name() {
        return "the lock of '" + kind.path() + "'";
    }

    @Override
    protected Gate gate() {
        return file.gate();
    }

    @Override
    protected Outcome attempt(Deadline deadline) throws IOException, InterruptedException {
        boolean locked = false;
        boolean held = false;
        try {
            requireWritable();
            locked = shared() ? await(file::tryRead, deadline) : write(deadline);
            held = locked && file().isAtPath();
            return held ? Outcome.HELD : locked ? Outcome.REPLACED : Outcome.CONTENDED;
        } catch (SysException e) {
            throw new Failure(kind.path().toString(), "lock", MECHANISM, e);
        } finally {
            if (locked && !held) {
                unlock();
            }
        }
    }

    /** What can be opened for reading only can be read-locked only; opening it for writing once more tells why. */
    private void requireWritable() throws IOException {
        if (!shared() && !file().access().writes()) {
            FileOpener.open(kind.path(), Access.READ_APPEND).close();
        }
    }

    /** What a writer has gained it keeps while it waits: that is what prefers it to readers who come later. */
    private boolean write(Deadline deadline) throws IOException, InterruptedException {
        Writer writer = new Writer(file);
        try {
            return await(writer, deadline);
        } finally {
            if (writer.stage != Stage.ALONE) {
                file.retreat(writer.stage);
            }
        }
    }

    /** A writer on its way. */
    private static final class Writer implements LockWait.Attempt {
        private final RangeFile file;
        private Stage stage = Stage.NOTHING;

        Writer(RangeFile file) {
            this.file = file;
        }

        @Override
        public boolean make() throws SysException {
            stage = file.advance(stage);
            return stage == Stage.ALONE;
        }
    }

    /**
     * SQLite closes its file on release, which is news where there are events. This library does not while another of its
     * threads waits, so the pauses stay short.
     */
    private boolean await(LockWait.Attempt attempt, Deadline deadline) throws IOException, InterruptedException {
        if (attempt.make()) {
            return true;
        }
        if (deadline.hasPassed()) {
            return false;
        }
        long pause = Math.min(LockWait.LONGEST_PAUSE, kind.interval());
        LockWait wait = LockWait.ofJvm();
        long descriptor = file().descriptor();
        boolean isPolled = wait.plan().choose(file.mechanism(), descriptor) == WaitMethod.POLLING;
        isPolled |= !wait.hasEvents();
        Recording.waits(MECHANISM, (isPolled ? WaitMethod.POLLING : WaitMethod.EVENTS).name());
        if (isPolled) {
            return wait.polling(attempt, deadline, pause);
        }
        return wait.withEvents(attempt, deadline, pause, descriptor);
    }

    void downgrade() throws IOException {
        try {
            file.downgrade();
        } catch (SysException e) {
            throw new Failure(kind.path().toString(), "downgrade", MECHANISM, e);
        }
        becomeShared();
    }

    @Override
    protected void unlock() throws IOException {
        try {
            if (shared()) {
                file.endRead();
            } else {
                file.retreat(Stage.ALONE);
            }
        } catch (SysException e) {
            throw new Failure(kind.path().toString(), "unlock", MECHANISM, e);
        }
    }

    @Override
    protected void dereference() {
        kind.files().dereference(file);
    }

    @Override
    protected void verify() throws IOException {
        if (!file().isAtPath()) {
            throw Refusal.lost(
                    Loss.Reason.REPLACED, "'" + file().name() + "' was deleted or replaced while it was locked");
        }
    }
}
