package io.portalocker.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.Locker;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Requirements;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Locks of programs that come with the system or with Java on the same file, both directions. */
@Timeout(120)
class PeersTest implements KernelPeers {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeFile() throws Exception {
        file = KernelPeers.newFile(directory);
    }

    static Stream<Other> sharing() {
        return Stream.of(
                KernelPeers.python("lockf", Locker.LOCKF),
                KernelPeers.python("lockf", Locker.OFD),
                KernelPeers.java("nio", Locker.LOCKF),
                KernelPeers.java("nio", Locker.OFD));
    }

    static Stream<Other> all() {
        return sharing();
    }

    private Lock lock(Locker locker) {
        return KernelPeers.lock(file, locker);
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
