package io.portalocker.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.Locker;
import io.portalocker.OpenMode;
import io.portalocker.Waiting;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Requirements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Locks of other programs on the same file, both directions. */
@Timeout(120)
class PeersTest extends EachRelease {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeFile() throws Exception {
        file = Files.createFile(directory.resolve("file.lock"));
    }

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

    static Stream<Other> sharing() {
        return Stream.of(
                python("portalocker", Locker.FLOCK),
                python("lockf", Locker.LOCKF),
                python("lockf", Locker.OFD),
                java("nio", Locker.LOCKF),
                java("nio", Locker.OFD));
    }

    static Stream<Other> all() {
        return Stream.concat(
                sharing(),
                Stream.of(new Other(
                        "filelock",
                        Locker.FLOCK,
                        path -> Peer.python("filelock", path),
                        path -> Peer.python("filelock", path))));
    }

    private static Other python(String kind, Locker locker) {
        return new Other(
                kind,
                locker,
                path -> Peer.python(kind, path),
                path -> Peer.python(kind, path, "shared=true", "mode=r"));
    }

    private static Other java(String kind, Locker locker) {
        return new Other(kind, locker, path -> Peer.java(kind, path), path -> Peer.java(kind, path, "shared=true"));
    }

    private Lock lock(Locker locker) {
        return Lock.of(file).withMode(OpenMode.A_PLUS).withLocker(locker);
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisabledOnOs(OS.WINDOWS)
    void excludeEachOther(Other other) throws Exception {
        Lock lock = lock(other.locker());
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
    void isAdmittedWhenOursIsKilled(Other other) throws Exception {
        try (Peer ours = Peer.java("lock", file, "locker=" + other.locker().name());
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
    void shareWithEachOther(Other other) throws Exception {
        Lock writer = lock(other.locker());
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

    /** What the documentation of {@link Locker} warns of: on a local file system of Linux these two do not meet. */
    @Test
    void flockAndRecordLocksDoNotSeeEachOther() throws Exception {
        Requirements.require(OS.LINUX.isCurrentOs(), "Linux");
        try (Peer nio = Peer.java("nio", file);
                var held = lock(Locker.FLOCK).acquire()) {
            assertTrue(nio.tryAcquire());
            held.ensureHeld();
        }
    }

    // flock(1)

    private int flock(String... options) {
        Requirements.requireProgram("flock");
        String[] command = Stream.concat(
                        Stream.of("flock", "-n"), Stream.concat(Stream.of(options), Stream.of(file.toString(), "true")))
                .toArray(String[]::new);
        try (Child child = Child.start(command)) {
            return child.exitCode();
        }
    }

    private Child flockHolding(String mode) {
        Requirements.requireProgram("flock");
        return Child.start("flock", "-o", mode, file.toString(), "sh", "-c", "echo acquired; read line")
                .expect("acquired");
    }

    @Test
    void oursAgainstTheFlockCommand() throws Exception {
        var held = lock(Locker.FLOCK).acquire();
        assertEquals(1, flock("-x"));
        assertEquals(1, flock("-s"));
        held.release();
        assertEquals(0, flock("-x"));
        held = lock(Locker.FLOCK).withShared(true).acquire();
        assertEquals(1, flock("-x"));
        assertEquals(0, flock("-s"));
        held.release();
        assertEquals(0, flock("-x"));
    }

    @Test
    void theFlockCommandAgainstOurs() throws Exception {
        Lock writer = lock(Locker.FLOCK);
        Lock reader = writer.withShared(true);
        try (Child exclusive = flockHolding("-x")) {
            assertTrue(writer.tryAcquire().isEmpty());
            assertTrue(reader.tryAcquire().isEmpty());
            exclusive.exitCode();
            writer.tryAcquire().orElseThrow().release();
        }
        try (Child shared = flockHolding("-s")) {
            assertTrue(writer.tryAcquire().isEmpty());
            reader.tryAcquire().orElseThrow().release();
            shared.kill();
            writer.tryAcquire().orElseThrow().release();
        }
    }
}
