package io.portalocker;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A lock that a thread holds several times over: one lock of the kernel, and a handle for each acquisition. The last of
 * them to be released frees the lock, whatever the order and whichever threads release. Each gives back one level at most,
 * so none can be given back that belongs to another handle.
 *
 * <p>A lock is found again by the thread and the identity of the file. Neither can be reused meanwhile: the registry keeps
 * the thread reachable, and the open descriptor keeps the inode. An entry goes with its lock.
 */
final class Nesting {

    private static final ConcurrentMap<Key, Nesting> OF_JVM = new ConcurrentHashMap<>();

    private final Key key;
    private final Terms terms;
    private final FileHold hold;

    /** Zero for good once the lock is free. Guarded by this. */
    private int levels;

    /**
     * What a lock is found by.
     *
     * @param thread who acquired it
     * @param device its file's device
     * @param inode its file's inode
     */
    private record Key(Thread thread, long device, long inode) {}

    /**
     * What the levels of one lock have in common.
     *
     * @param mode what can be done through the descriptor
     * @param locker what locked it
     * @param shared whether others may share
     */
    record Terms(OpenMode mode, Locker locker, boolean shared) {

        /** An exclusive lock gives whoever wants to share all they asked for; the reverse would need the sharers' leave. */
        boolean include(Terms inner) {
            return mode == inner.mode && locker.equals(inner.locker) && (!shared || inner.shared);
        }

        @Override
        public String toString() {
            return (shared ? "shared" : "exclusively") + " in mode '" + mode + "' (" + locker.name() + ")";
        }
    }

    private Nesting(Key key, Terms terms, FileHold hold) {
        this.key = key;
        this.terms = terms;
        this.hold = hold;
    }

    /** Acquires for the current thread, as {@link FileAcquisition#acquire} does where the thread does not hold it yet. */
    static Stay acquire(FileAcquisition acquisition, OpenMode mode, Waiting waiting) throws LockException {
        Terms terms = terms(acquisition, mode);
        Level inner = enterAgain(acquisition, terms);
        return inner != null ? inner : begin(terms, acquisition.acquire(waiting));
    }

    /** Acquires for the current thread, as {@link FileAcquisition#tryAcquire} does. */
    static Optional<Stay> tryAcquire(FileAcquisition acquisition, OpenMode mode, Waiting waiting) throws LockException {
        Terms terms = terms(acquisition, mode);
        Level inner = enterAgain(acquisition, terms);
        return inner != null
                ? Optional.of(inner)
                : acquisition.tryAcquire(waiting).map(hold -> begin(terms, hold));
    }

    /** How many locks are held so in this JVM; for tests of leaks. */
    static int size() {
        return OF_JVM.size();
    }

    private static Terms terms(FileAcquisition acquisition, OpenMode mode) {
        return new Terms(mode, acquisition.locker(), acquisition.shared());
    }

    private static Level begin(Terms terms, FileHold hold) {
        LockableFile file = hold.file();
        Nesting nesting = new Nesting(new Key(Thread.currentThread(), file.device(), file.inode()), terms, hold);
        Level level = nesting.deepened();
        OF_JVM.put(nesting.key, nesting);
        return level;
    }

    /**
     * Answers null where the current thread does not hold the file that is at the path. A file that was deleted or replaced
     * under it is another: its lock protects nothing that the path leads to.
     */
    private static @Nullable Level enterAgain(FileAcquisition acquisition, Terms terms) throws LockException {
        if (OF_JVM.isEmpty()) {
            return null;
        }
        var status = LockFiles.status(acquisition.path());
        if (status.isEmpty()) {
            return null;
        }
        Nesting nesting = OF_JVM.get(new Key(
                Thread.currentThread(), status.get().device(), status.get().inode()));
        return nesting == null ? null : nesting.reentered(acquisition, terms);
    }

    private synchronized @Nullable Level reentered(FileAcquisition acquisition, Terms inner) throws LockException {
        if (levels == 0) {
            return null;
        }
        if (!terms.include(inner)) {
            throw new LockDeadlockException("this thread holds '" + hold.file().name() + "' " + terms
                    + "; acquiring '" + acquisition.path() + "' " + inner
                    + " would wait for that to end. Nested acquisitions need the same mode and locker, and an"
                    + " exclusive one cannot be inside a shared one");
        }
        return deepened();
    }

    private synchronized Level deepened() {
        levels++;
        return new Level(this);
    }

    private synchronized void leave(Level level, Stay.Last last) throws LockException {
        if (!level.held) {
            return;
        }
        if (levels > 1) {
            levels--;
            level.held = false;
            hold.complete(last);
            return;
        }
        try {
            hold.release(last);
        } finally {
            if (!hold.isHeld()) {
                levels = 0;
                level.held = false;
                OF_JVM.remove(key, this);
            }
        }
    }

    /** One acquisition. */
    static final class Level implements Stay {

        private final Nesting nesting;

        /** Written under the nesting's monitor; read without it by {@link #isHeld()}. */
        private volatile boolean held = true;

        private Level(Nesting nesting) {
            this.nesting = nesting;
        }

        @Override
        public LockableFile file() {
            return nesting.hold.file();
        }

        @Override
        public boolean isHeld() {
            return held;
        }

        @Override
        public void ensureHeld() throws LockException {
            if (!held) {
                throw new LockLostException("this acquisition of '" + file().name() + "' was released");
            }
            nesting.hold.ensureHeld();
        }

        @Override
        public void release(Last last) throws LockException {
            nesting.leave(this, last);
        }
    }
}
