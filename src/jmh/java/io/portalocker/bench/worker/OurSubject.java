package io.portalocker.bench.worker;

import io.portalocker.BoundedSemaphore;
import io.portalocker.Lock;
import io.portalocker.LockFlag;
import io.portalocker.LockTimeoutException;
import io.portalocker.LockableFile;
import io.portalocker.Permit;
import io.portalocker.Portalocker;
import io.portalocker.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** This library. */
final class OurSubject implements Subject {

    @Override
    public Acquirer acquirer(Path path) {
        Lock lock = Lock.of(path).withTimeout(Waiting.FOREVER);
        return () -> lock.acquire()::release;
    }

    @Override
    public SlotAcquirer slots(Path directory, String name, int maximum) {
        BoundedSemaphore semaphore =
                BoundedSemaphore.named(name, maximum).withDirectory(directory).withTimeout(Waiting.FOREVER);
        return () -> {
            Permit permit = semaphore.acquire();
            return new Slot(permit.slot(), permit::release);
        };
    }

    @Override
    public Cycle uncontended(Path path) {
        Lock lock = Lock.of(path);
        return () -> lock.acquire().release();
    }

    @Override
    public Cycle kept(Path path) throws IOException {
        LockableFile file = LockableFile.open(path, "a");
        return () -> {
            Portalocker.lock(file, LockFlag.EXCLUSIVE);
            Portalocker.unlock(file);
        };
    }

    @Override
    public Obstacle obstacle(Path path) throws IOException {
        return new OurObstacle(path);
    }

    @Override
    public Cycle expiring(Path path, Duration timeout) {
        Lock lock = Lock.of(path).withTimeout(timeout);
        return () -> expired(lock);
    }

    @Override
    public Cycle expiringEmpty(Path path, Duration timeout) {
        Lock lock = Lock.of(path);
        return () -> {
            if (lock.tryAcquire(timeout).isPresent()) {
                throw new IOException("acquired a lock that was held");
            }
        };
    }

    @Override
    public Cycle naming(Path path, Duration timeout) {
        Lock lock = Lock.of(path).withTimeout(timeout);
        return () -> {
            if (expired(lock).getMessage().contains("unknown")) {
                throw new IOException("nobody knows who holds the lock");
            }
        };
    }

    private static LockTimeoutException expired(Lock lock) throws IOException {
        try {
            lock.acquire();
        } catch (LockTimeoutException expected) {
            return expected;
        }
        throw new IOException("acquired a lock that was held");
    }
}
