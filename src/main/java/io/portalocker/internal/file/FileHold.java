package io.portalocker.internal.file;

import io.portalocker.internal.acquire.Entry;
import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.acquire.Loss;
import io.portalocker.internal.acquire.Outcome;
import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.LateClose;
import io.portalocker.internal.wait.LockWait;
import io.portalocker.internal.wait.RecordLocks;
import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lock of a file, which is open while it is held. */
public final class FileHold extends Hold implements OpenFile.Holder {

    private final FileKind kind;
    private final Gate gate;

    /** Null while its thread stands before a gate that it found without the file. Written before others have this. */
    private @Nullable OpenFile opened;

    /** Whether the file outlives failed attempts. Confined to the thread that attempts. */
    private boolean keptOpen;

    FileHold(FileKind kind, @Nullable OpenFile opened, Gate gate) {
        super(kind.shared());
        this.kind = kind;
        this.opened = opened;
        this.gate = gate;
    }

    /** {@return the open file; to be asked for when it is held} */
    public OpenFile file() {
        return Objects.requireNonNull(opened);
    }

    @Override
    public String name() {
        return "the lock of '" + kind.path() + "'";
    }

    @Override
    protected Gate gate() {
        return gate;
    }

    @Override
    protected Entry enter(Deadline deadline) throws IOException, InterruptedException {
        if (gate.tryEnter(shared())) {
            return Entry.INSIDE;
        }
        if (opened == null) {
            return LockFiles.isAt(kind.path(), gate.device(), gate.inode()) ? await(deadline) : Entry.REPLACED;
        }
        if (deadline.isImmediate()) {
            return Entry.OUTSIDE;
        }
        kind.gates().announceCrowd(gate, kind.path());
        if (!gate.beginCarrying()) {
            putDown();
            return await(deadline);
        }
        try {
            return await(deadline);
        } finally {
            gate.endCarrying();
        }
    }

    private Entry await(Deadline deadline) throws InterruptedException {
        return gate.enter(shared(), deadline) ? Entry.INSIDE : Entry.OUTSIDE;
    }

    @Override
    protected Outcome attempt(Deadline deadline) throws IOException, InterruptedException {
        if (opened == null && !open(deadline)) {
            return Outcome.REPLACED;
        }
        OpenFile file = file();
        Locking locking = kind.locking();
        if (locking.isOfProcess()) {
            if (!LockWait.ofJvm().polling(gate::tryBeginRecordLock, deadline, kind.interval())) {
                return Outcome.CONTENDED;
            }
            file.setOfRecordLock(true);
        }
        boolean locked = false;
        boolean held = false;
        try {
            locked = locking.tryLock(file, shared()) || await(file, deadline);
            if (!locked) {
                return Outcome.CONTENDED;
            }
            if (!file.isAtPath()) {
                return Outcome.REPLACED;
            }
            kind.opening().start(file, shared());
            held = true;
            return Outcome.HELD;
        } catch (IOException e) {
            throw Failure.of(file.name(), "lock", locking.name(), e);
        } finally {
            if (!held) {
                // Closing frees the lock too, unless a locker of the user's does it some other way.
                free(locked);
            }
        }
    }

    private boolean await(OpenFile file, Deadline deadline) throws IOException, InterruptedException {
        if (deadline.hasPassed()) {
            return false;
        }
        return shared()
                ? gate.inTurn(deadline, () -> kind.locking().await(file, true, deadline, kind.interval()))
                : kind.locking().await(file, false, deadline, kind.interval());
    }

    /** Takes the file that another left, or opens it; false if it is not the file of the gate. */
    private boolean open(Deadline deadline) throws IOException, InterruptedException {
        OpenFile left = leftByOthers();
        if (left != null) {
            opened = left;
            return true;
        }
        OpenFile file = kind.opening().open(kind.path(), deadline);
        opened = file;
        return gate.isOf(file.device(), file.inode());
    }

    private @Nullable OpenFile leftByOthers() {
        Closeable left =
                kind.locking().isOfProcess() ? gate.takeKept(this::suits) : shared() ? null : gate.takeLeftBehind();
        if (left instanceof OpenFile file && suits(file)) {
            return file;
        }
        if (left != null) {
            LateClose.quietly(left);
        }
        return null;
    }

    private boolean suits(Closeable left) {
        return left instanceof OpenFile file && kind.opening().suits(file.access()) && file.wasOpenedAt(kind.path());
    }

    @Override
    protected void unlock() throws IOException {
        free(true);
    }

    private void free(boolean locked) throws IOException {
        OpenFile file = file();
        Locking locking = kind.locking();
        boolean mustUnlock = locked && file.isOpen();
        try {
            if (locking.isOfProcess()) {
                endRecordLock(mustUnlock ? () -> locking.unlock(file) : () -> {});
            } else if (mustUnlock) {
                locking.unlock(file);
            }
        } catch (IOException e) {
            throw Failure.of(file.name(), "unlock", locking.name(), e);
        }
    }

    private void endRecordLock(RecordLocks.Call unlock) throws IOException {
        if (file().isOfRecordLock()) {
            gate.endRecordLock(unlock);
            file().setOfRecordLock(false);
        }
    }

    @Override
    protected void close() throws IOException {
        OpenFile file = opened;
        if (file == null) {
            return;
        }
        OpenFile successor = hasUseForOthers(file) ? file.successor() : null;
        if (successor == null) {
            file.close(gate);
        } else if (kind.locking().isOfProcess()) {
            gate.keep(successor);
        } else {
            gate.leaveBehind(successor);
        }
    }

    /**
     * Whether others of this JVM can go on with the open file: opening it is most of the work for a lock. Not with one that
     * came to the path meanwhile, which has another gate: here they would lock it beside its holders.
     */
    private boolean hasUseForOthers(OpenFile file) {
        Locking locking = kind.locking();
        if (locking.isOfProcess()) {
            return shared() && gate.isOf(file.device(), file.inode());
        }
        return !shared() && wasHeld() && locking.leavesDescriptorsClean() && gate.wantsFile();
    }

    /** Stays open, and before its gate, whatever comes of its attempts; until it is held. */
    public void keepOpen() {
        keptOpen = true;
    }

    /** Gives up what was kept open. */
    public void giveUp() {
        keptOpen = false;
        discard();
    }

    @Override
    protected void discard() {
        if (!keptOpen) {
            super.discard();
        }
    }

    @Override
    protected void begin() {
        keptOpen = false;
        super.begin();
        file().setHolder(this);
    }

    @Override
    public synchronized void closed() {
        LateClose.quietly(() -> endRecordLock(() -> {}));
        letGo();
    }

    /** A thread that goes on waiting without the file. */
    private void putDown() {
        OpenFile file = opened;
        opened = null;
        if (file != null) {
            LateClose.quietly(file);
        }
    }

    @Override
    protected void dereference() {
        kind.gates().dereference(gate);
    }

    @Override
    protected void verify() throws IOException {
        OpenFile file = file();
        if (!file.isOpen()) {
            throw Refusal.lost(Loss.Reason.RELEASED, "'" + file.name() + "' was closed, which freed its lock");
        }
        if (!file.isAtPath()) {
            throw Refusal.lost(
                    Loss.Reason.REPLACED, "'" + file.name() + "' was deleted or replaced while it was locked");
        }
    }
}
