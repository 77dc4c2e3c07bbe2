package io.portalocker.faults;

import io.portalocker.BoundedSemaphore;
import io.portalocker.FileLock;
import io.portalocker.Lock;
import io.portalocker.LockBase;
import io.portalocker.Locker;
import io.portalocker.OpenMode;
import io.portalocker.PidFileLock;
import io.portalocker.RLock;
import io.portalocker.ReadWriteLock;
import io.portalocker.SoftFileLease;
import io.portalocker.SoftFileLock;
import io.portalocker.SoftReadWriteLock;
import io.portalocker.StrictSoftFileLock;
import io.portalocker.TemporaryFileLock;
import java.nio.file.Path;
import java.time.Duration;

/** The locks that faults are tried on. */
public enum Subject {
    LOCK,
    LOCK_OFD,
    LOCK_LOCKF,
    LOCK_SHARED,
    LOCK_EMPTYING,
    RLOCK,
    FILE_LOCK,
    TEMPORARY_FILE_LOCK,
    PID_FILE_LOCK,
    SEMAPHORE,
    READ_LOCK,
    WRITE_LOCK,
    SOFT_FILE_LOCK,
    SOFT_FILE_LEASE,
    STRICT_SOFT_FILE_LOCK,
    SOFT_READ_LOCK,
    SOFT_WRITE_LOCK;

    public LockBase<?, ?> at(Path path) {
        return switch (this) {
            case LOCK -> Lock.of(path);
            case LOCK_OFD -> Lock.of(path).withLocker(Locker.OFD);
            case LOCK_LOCKF -> Lock.of(path).withLocker(Locker.LOCKF);
            case LOCK_SHARED -> Lock.of(path).withShared(true);
            case LOCK_EMPTYING -> Lock.of(path).withMode(OpenMode.W);
            case RLOCK -> RLock.of(path);
            case FILE_LOCK -> FileLock.of(path);
            case TEMPORARY_FILE_LOCK -> TemporaryFileLock.of(path);
            case PID_FILE_LOCK -> PidFileLock.of(path);
            case SEMAPHORE ->
                BoundedSemaphore.named(path.getFileName().toString(), 1).withDirectory(path.getParent());
            case READ_LOCK -> ReadWriteLock.of(path).read();
            case WRITE_LOCK -> ReadWriteLock.of(path).write();
            case SOFT_FILE_LOCK -> SoftFileLock.of(path);
            case STRICT_SOFT_FILE_LOCK -> StrictSoftFileLock.of(path);
            case SOFT_READ_LOCK -> softReadWrite(path).read();
            case SOFT_WRITE_LOCK -> softReadWrite(path).write();
            case SOFT_FILE_LEASE ->
                SoftFileLease.of(path).withDuration(Duration.ofSeconds(30)).withHeartbeat(Duration.ofSeconds(10));
        };
    }

    /** Whoever gives no sign of life for so long would be put out, on a busy machine too. */
    private static SoftReadWriteLock softReadWrite(Path path) {
        return SoftReadWriteLock.of(path).withDuration(Duration.ofMinutes(5));
    }

    boolean isShared() {
        return this == LOCK_SHARED || this == READ_LOCK || this == SOFT_READ_LOCK;
    }

    boolean isMarker() {
        return this == SOFT_FILE_LOCK || this == SOFT_FILE_LEASE;
    }

    /** Whose lock is a log of changes: some hundred calls for each of them, most of which look for the newest. */
    public boolean isLog() {
        return this == SOFT_READ_LOCK || this == SOFT_WRITE_LOCK;
    }

    /** That which is in the way of this one, and in whose way this one is. */
    public Subject opponent() {
        return switch (this) {
            case LOCK_SHARED, LOCK_EMPTYING -> LOCK;
            case READ_LOCK -> WRITE_LOCK;
            case SOFT_READ_LOCK -> SOFT_WRITE_LOCK;
            default -> this;
        };
    }
}
