package io.portalocker;

import io.portalocker.internal.file.KernelLocking;
import io.portalocker.internal.file.Locking;
import io.portalocker.internal.file.OpenFile;
import io.portalocker.internal.sys.Mechanism;
import java.io.IOException;

/** The lockers of the library: one for each mechanism, present on every system and refused where the kernel has none. */
enum BuiltinLocker implements Locker {
    FLOCK(Mechanism.FLOCK),
    LOCKF(Mechanism.LOCKF),
    OFD(Mechanism.OFD),
    LOCK_FILE_EX(Mechanism.LOCK_FILE_EX);

    private final KernelLocking locking;

    BuiltinLocker(Mechanism mechanism) {
        locking = KernelLocking.of(mechanism);
    }

    static Locker ofPlatform() {
        KernelLocking preferred = KernelLocking.ofPlatform();
        for (BuiltinLocker locker : values()) {
            if (locker.locking.equals(preferred)) {
                return locker;
            }
        }
        throw new AssertionError(preferred);
    }

    /** {@return what the engine locks with, for a locker of the library's or of the user's} */
    static Locking engine(Locker locker) {
        return locker instanceof BuiltinLocker builtin ? builtin.locking : new OfUser(locker);
    }

    @Override
    public boolean tryLock(LockableFile file, boolean shared) throws IOException {
        OpenFile opened = file.file();
        opened.begin();
        try {
            return locking.tryLock(opened, shared);
        } catch (IOException e) {
            throw Failures.locking(opened.name(), name(), "lock", e);
        } finally {
            opened.end();
        }
    }

    @Override
    public void unlock(LockableFile file) throws IOException {
        try {
            locking.unlock(file.file());
        } catch (IOException e) {
            throw Failures.locking(file.name(), name(), "unlock", e);
        }
    }

    /** A locker of the user's, whose own lock exceptions pass. */
    private record OfUser(Locker locker) implements Locking {

        @Override
        public String name() {
            return locker.name();
        }

        @Override
        public boolean tryLock(OpenFile file, boolean shared) throws IOException {
            try {
                return locker.tryLock(LockableFile.of(file), shared);
            } catch (IOException e) {
                throw Failures.locking(file.name(), name(), "lock", e);
            }
        }

        @Override
        public void unlock(OpenFile file) throws IOException {
            try {
                locker.unlock(LockableFile.of(file));
            } catch (IOException e) {
                throw Failures.locking(file.name(), name(), "unlock", e);
            }
        }
    }
}
