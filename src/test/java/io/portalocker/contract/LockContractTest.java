package io.portalocker.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Held;
import io.portalocker.Lock;
import io.portalocker.LockBase;
import io.portalocker.LockedFile;
import io.portalocker.Locker;
import io.portalocker.OpenMode;
import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Lock}, with each locker of this system, exclusive and shared. */
class LockContractTest {
    abstract static class OfLock extends LockContract<LockedFile> {
        private final Locker locker;
        private final boolean shared;

        OfLock(Locker locker, boolean shared) {
            this.locker = locker;
            this.shared = shared;
        }

        private static Path file(Path directory) {
            return directory.resolve("file.lock");
        }

        private Lock exclusive(Path directory) {
            return Lock.of(file(directory)).withMode(OpenMode.A_PLUS).withLocker(locker);
        }

        @Override
        protected LockBase<?, LockedFile> lock(Path directory) {
            return exclusive(directory).withShared(shared);
        }

        @Override
        protected LockBase<?, ? extends Held> contender(Path directory) {
            return exclusive(directory);
        }

        @Override
        protected Peer peer(Path directory) {
            return Peer.resident("lock", file(directory), "locker=" + locker.name());
        }

        @Override
        protected String name(Path directory) {
            return file(directory).toString();
        }
    }

    abstract static class SharedLock extends OfLock {
        private final Locker locker;

        SharedLock(Locker locker) {
            super(locker, true);
            this.locker = locker;
        }

        @Test
        void isSharedByThreadsAndProcesses(@TempDir Path directory) throws Exception {
            var lock = lock(directory);
            try (Peer peer = peer(directory);
                    Peer reader = Peer.java(
                            "lock", OfLock.file(directory), "locker=" + locker.name(), "shared=true", "mode=r")) {
                LockedFile first = lock.acquire();
                LockedFile second = lock.acquire();
                assertTrue(reader.tryAcquire());
                first.release();
                assertTrue(peerIsRefused(peer), "one handle and another process remain");
                reader.release();
                assertTrue(peerIsRefused(peer), "one handle remains");
                LockedFile third = lock.acquire();
                second.release();
                assertTrue(peerIsRefused(peer), "the latest handle remains");
                assertTrue(reader.tryAcquire());
                reader.release();
                third.release();
                assertTrue(peer.tryAcquire());
            }
        }

        private static boolean peerIsRefused(Peer peer) {
            return !peer.tryAcquire();
        }
    }

    /** Whatever a lock has that names none: FLOCK, on Windows LOCK_FILE_EX. */
    @Nested
    class OfThePlatform extends OfLock {
        OfThePlatform() {
            super(Locker.ofPlatform(), false);
        }
    }

    @Nested
    class OfThePlatformShared extends SharedLock {
        OfThePlatformShared() {
            super(Locker.ofPlatform());
        }
    }

    @Nested
    @NeedsPosix("record locks")
    class Lockf extends OfLock {
        Lockf() {
            super(Locker.LOCKF, false);
        }
    }

    @Nested
    @NeedsPosix("record locks")
    class LockfShared extends SharedLock {
        LockfShared() {
            super(Locker.LOCKF);
        }
    }

    @Nested
    @NeedsPosix("record locks")
    class Ofd extends OfLock {
        Ofd() {
            super(Locker.OFD, false);
        }
    }

    @Nested
    @NeedsPosix("record locks")
    class OfdShared extends SharedLock {
        OfdShared() {
            super(Locker.OFD);
        }
    }
}
