package io.portalocker;

import io.portalocker.internal.range.ByteRanges.Stage;
import io.portalocker.internal.sys.SysException;

/** One thread's stay inside a file's lock, reading or writing, and the handles it has been given for it. */
final class RangeStay {

    /** How messages call this way of locking. */
    static final String MECHANISM = "SQLite's byte ranges";

    private final RangeFile file;
    private final RangeFiles files;
    private final Thread owner;

    /** Guarded by this. */
    private boolean shared;

    /** Guarded by this; zero once the stay is over. */
    private int handles = 1;

    RangeStay(RangeFile file, RangeFiles files, Thread owner, boolean shared) {
        this.file = file;
        this.files = files;
        this.owner = owner;
        this.shared = shared;
    }

    RangeFile file() {
        return file;
    }

    String name() {
        return file.file().name();
    }

    /** What a further acquisition of the owner's comes to. */
    enum Entry {
        JOINED,
        OVER,
        UPGRADE,
        DOWNGRADE
    }

    synchronized Entry join(boolean toShare) {
        if (handles == 0) {
            return Entry.OVER;
        }
        if (shared != toShare) {
            return toShare ? Entry.DOWNGRADE : Entry.UPGRADE;
        }
        handles++;
        return Entry.JOINED;
    }

    /** Gives back one handle; the last one frees the lock. If that fails, the handle is not given back. */
    synchronized void leave() throws LockException {
        if (handles != 1) {
            handles = Math.max(0, handles - 1);
            return;
        }
        try {
            if (shared) {
                file.endRead();
            } else {
                file.retreat(Stage.ALONE);
            }
        } catch (SysException e) {
            throw Failures.locking(name(), MECHANISM, "unlock", e);
        }
        handles = 0;
        file.stays().remove(owner, this);
        file.gate().leave(shared);
        files.dereference(file);
    }

    synchronized void downgrade() throws LockException {
        if (handles > 1) {
            throw new IllegalStateException(
                    "'" + name() + "' is write-locked through " + handles + " handles; release all but this one first");
        }
        try {
            file.downgrade();
        } catch (SysException e) {
            throw Failures.locking(name(), MECHANISM, "downgrade", e);
        }
        shared = true;
    }

    void ensureCurrent() throws LockException {
        if (!file.file().isAtPath()) {
            throw new LockLostException("'" + name() + "' was deleted or replaced while it was locked");
        }
    }
}
