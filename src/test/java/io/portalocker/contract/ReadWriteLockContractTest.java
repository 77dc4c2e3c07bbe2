package io.portalocker.contract;

import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.ReadWriteLock;
import io.portalocker.WriteHold;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** Each side, against writers. */
class ReadWriteLockContractTest {
    private static Path file(Path directory) {
        return directory.resolve("rw.lock");
    }

    @Nested
    class Write extends LockContract<WriteHold> {
        @Override
        protected LockBase<?, WriteHold> lock(Path directory) {
            return ReadWriteLock.of(file(directory)).write();
        }

        @Override
        protected Peer peer(Path directory) {
            return Peer.resident("rw", file(directory));
        }

        @Override
        protected String name(Path directory) {
            return file(directory).toString();
        }
    }

    @Nested
    class Read extends LockContract<Held> {
        @Override
        protected LockBase<?, Held> lock(Path directory) {
            return ReadWriteLock.of(file(directory)).read();
        }

        @Override
        protected LockBase<?, ? extends Held> contender(Path directory) {
            return ReadWriteLock.of(file(directory)).write();
        }

        @Override
        protected Peer peer(Path directory) {
            return Peer.resident("rw", file(directory));
        }

        @Override
        protected String name(Path directory) {
            return file(directory).toString();
        }
    }
}
