package io.portalocker.contract;

import static io.portalocker.testkit.Background.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.FencedHold;
import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.SoftReadWriteLock;
import io.portalocker.Waiting;
import io.portalocker.internal.wait.NamedGates;
import io.portalocker.testkit.OnThisSystem;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each side, against writers. */
class SoftReadWriteLockContractTest {
    private static Path file(Path directory) {
        return directory.resolve("soft.rw.lock");
    }

    private static SoftReadWriteLock sides(Path directory) {
        return SoftReadWriteLock.of(file(directory));
    }

    abstract static class Side extends LockContract<FencedHold> {
        @Override
        protected LockBase<?, ? extends Held> contender(Path directory) {
            return sides(directory).write();
        }

        @Override
        protected Peer peer(Path directory) {
            return Peer.resident("softrw", file(directory));
        }

        @Override
        protected String name(Path directory) {
            return file(directory).toString();
        }

        /** A stay asks for some hundred files, each of which several processes of Wine see to. */
        @Override
        protected int stays() {
            return OnThisSystem.isSlowAtFiles() ? 40 : staysOfMarkers();
        }

        @Override
        protected int rounds() {
            return OnThisSystem.isSlowAtFiles() ? 10 : super.rounds();
        }

        /** No machine knows of another's processes: whoever gives no sign of life is put out, killed or not. */
        @Test
        @Override
        void killedHolderFreesItAtOnce() throws Exception {
            try (Peer peer = Peer.java("softrw", file(directory), "duration=2")) {
                peer.acquire();
                peer.kill();
                var impatient = sides(directory).withDuration(Duration.ofSeconds(2));
                impatient
                        .write()
                        .tryAcquire(Duration.ofSeconds(60))
                        .orElseThrow()
                        .release();
            }
        }

        /** As there, but for the end: the peer lets go, since its death alone frees nothing. */
        @Test
        @Override
        void interruptedWhileWaitingForAnotherProcess() throws Exception {
            try (Peer peer = peer(directory)) {
                peer.acquire();
                assertInterruptible(() -> lock(within(LONG)).acquire());
                assertInterruptible(() -> lock(within(Waiting.FOREVER)).acquire());
                assertInterruptible(() -> lock().tryAcquire(LONG));
                peer.release();
                assertTrue(peer.tryAcquire());
                peer.release();
            }
            assertTrue(isFree());
        }

        @AfterEach
        void noGateIsLeftBehind() {
            await(() -> NamedGates.OF_JVM.size() == 0);
        }
    }

    @Nested
    class Write extends Side {
        @Override
        protected LockBase<?, FencedHold> lock(Path directory) {
            return sides(directory).write();
        }
    }

    @Nested
    class Read extends Side {
        @Override
        protected LockBase<?, FencedHold> lock(Path directory) {
            return sides(directory).read();
        }
    }
}
