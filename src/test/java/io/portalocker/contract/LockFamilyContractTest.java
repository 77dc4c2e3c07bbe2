package io.portalocker.contract;

import io.portalocker.BoundedSemaphore;
import io.portalocker.FileLock;
import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.LockedFile;
import io.portalocker.Permit;
import io.portalocker.PidFileLock;
import io.portalocker.RLock;
import io.portalocker.TemporaryFileLock;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** The contract of the locks that stand on the lock of a file; a semaphore of one slot is one of them. */
class LockFamilyContractTest {
    abstract static class OfKind<H extends Held> extends LockContract<H> {
        private final String kind;

        OfKind(String kind) {
            this.kind = kind;
        }

        static Path file(Path directory) {
            return directory.resolve("file.lock");
        }

        @Override
        protected Peer peer(Path directory) {
            return Peer.resident(kind, file(directory));
        }

        @Override
        protected String name(Path directory) {
            return file(directory).toString();
        }
    }

    @Nested
    class ReEntrant extends OfKind<LockedFile> {
        ReEntrant() {
            super("rlock");
        }

        @Override
        protected LockBase<?, LockedFile> lock(Path directory) {
            return RLock.of(file(directory));
        }
    }

    @Nested
    class File extends OfKind<Held> {
        File() {
            super("filelock");
        }

        @Override
        protected LockBase<?, Held> lock(Path directory) {
            return FileLock.of(file(directory));
        }
    }

    @Nested
    class Temporary extends OfKind<Held> {
        Temporary() {
            super("temporary");
        }

        @Override
        protected LockBase<?, Held> lock(Path directory) {
            return TemporaryFileLock.of(file(directory));
        }
    }

    @Nested
    class PidFile extends OfKind<Held> {
        PidFile() {
            super("pid");
        }

        @Override
        protected LockBase<?, Held> lock(Path directory) {
            return PidFileLock.of(file(directory));
        }
    }

    @Nested
    class SemaphoreOfOneSlot extends OfKind<Permit> {
        SemaphoreOfOneSlot() {
            super("semaphore");
        }

        @Override
        protected LockBase<?, Permit> lock(Path directory) {
            return BoundedSemaphore.named("gate", 1).withDirectory(directory);
        }

        @Override
        protected Peer peer(Path directory) {
            return Peer.resident("semaphore", directory.resolve("gate"), "maximum=1");
        }

        @Override
        protected String name(Path directory) {
            return "gate";
        }
    }
}
