package io.portalocker;

import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Platform;
import java.io.IOException;

/** The lockers of the library: one for each mechanism, present on every system and refused where the kernel has none. */
enum BuiltinLocker implements Locker {
    FLOCK(Mechanism.FLOCK),
    LOCKF(Mechanism.LOCKF),
    OFD(Mechanism.OFD),
    LOCK_FILE_EX(Mechanism.LOCK_FILE_EX);

    private final Mechanism mechanism;

    BuiltinLocker(Mechanism mechanism) {
        this.mechanism = mechanism;
    }

    Mechanism mechanism() {
        return mechanism;
    }

    static Locker ofPlatform() {
        Mechanism preferred = Platform.current().locks().preferred();
        for (BuiltinLocker locker : values()) {
            if (locker.mechanism == preferred) {
                return locker;
            }
        }
        throw new AssertionError(preferred);
    }

    @Override
    public boolean tryLock(LockableFile file, boolean shared) throws IOException {
        requirePresent();
        return file.tryLock(mechanism, shared);
    }

    @Override
    public void unlock(LockableFile file) throws IOException {
        requirePresent();
        file.unlock(mechanism);
    }

    private void requirePresent() throws LockUnsupportedException {
        Platform platform = Platform.current();
        if (!platform.locks().mechanisms().contains(mechanism)) {
            throw new LockUnsupportedException(platform.name() + " has no " + name() + " locks; it has "
                    + platform.locks().mechanisms());
        }
    }
}
