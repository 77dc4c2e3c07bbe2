package io.portalocker.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.Locker;
import io.portalocker.OpenMode;
import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is seen of any program that locks as one of our lockers does: both directions, a killed holder, and sharing. */
interface KernelPeers {
    /**
     * A program that locks as one of our lockers does.
     *
     * @param name for people
     * @param locker ours
     * @param exclusive starts it
     * @param shared starts it sharing
     */
    record Other(String name, Locker locker, Function<Path, Peer> exclusive, Function<Path, Peer> shared) {
        @Override
        public String toString() {
            return name + " and " + locker.name();
        }
    }

    static Other python(String kind, Locker locker) {
        return new Other(
                kind,
                locker,
                path -> Peer.python(kind, path),
                path -> Peer.python(kind, path, "shared=true", "mode=r"));
    }

    static Other java(String kind, Locker locker) {
        return new Other(
                kind, locker, path -> Peer.resident(kind, path), path -> Peer.resident(kind, path, "shared=true"));
    }

    static Path newFile(Path directory) throws IOException {
        return Files.createFile(directory.resolve("file.lock"));
    }

    static Lock lock(Path file, Locker locker) {
        return Lock.of(file).withMode(OpenMode.A_PLUS).withLocker(locker);
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisabledOnOs(OS.WINDOWS)
    default void excludeEachOther(Other other, @TempDir Path directory) throws Exception {
        Path file = newFile(directory);
        Lock lock = lock(file, other.locker());
        try (Peer peer = other.exclusive().apply(file)) {
            // ours first
            var held = lock.acquire();
            assertFalse(peer.tryAcquire());
            held.ensureHeld();
            peer.beginAcquire();
            held.release();
            peer.awaitAcquired();
            // theirs first
            assertTrue(lock.tryAcquire().isEmpty());
            assertTrue(lock.withShared(true).tryAcquire().isEmpty());
            var waiter = Background.start(
                            () -> lock.withTimeout(Waiting.FOREVER).acquire())
                    .awaitWaiting();
            assertFalse(waiter.isDone());
            peer.release();
            waiter.get().release();
            // theirs, killed
            assertTrue(peer.tryAcquire());
            peer.kill();
            lock.tryAcquire().orElseThrow().release();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisabledOnOs(OS.WINDOWS)
    default void isAdmittedWhenOursIsKilled(Other other, @TempDir Path directory) throws Exception {
        Path file = newFile(directory);
        try (Peer ours = Peer.resident("lock", file, "locker=" + other.locker().name());
                Peer peer = other.exclusive().apply(file)) {
            assertTrue(ours.tryAcquire());
            assertFalse(peer.tryAcquire());
            ours.kill();
            assertTrue(peer.tryAcquire());
        }
    }

    @ParameterizedTest
    @MethodSource("sharing")
    @DisabledOnOs(OS.WINDOWS)
    default void shareWithEachOther(Other other, @TempDir Path directory) throws Exception {
        Path file = newFile(directory);
        Lock writer = lock(file, other.locker());
        Lock reader = writer.withShared(true);
        try (Peer peer = other.shared().apply(file)) {
            var held = reader.acquire();
            assertTrue(peer.tryAcquire());
            held.release();
            assertTrue(writer.tryAcquire().isEmpty());
            var again = reader.tryAcquire().orElseThrow();
            peer.release();
            again.release();
            try (var alone = writer.acquire()) {
                assertFalse(peer.tryAcquire());
                alone.ensureHeld();
            }
        }
    }
}
