package io.portalocker.interop;

import static io.portalocker.interop.Twins.JAVA;
import static io.portalocker.interop.Twins.PYTHON;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.SoftFileLock;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Peer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@link SoftFileLock} and {@code filelock.SoftFileLock} on the same markers. */
@Timeout(180)
class SoftFileLockInteropTest extends EachRelease {
    @TempDir
    Path directory;

    private Path marker;

    @BeforeEach
    void nameTheMarker() {
        marker = directory.resolve("job.lock");
    }

    @Test
    void javaExcludesPython() {
        Twins.assertExcludes(JAVA, PYTHON, "soft", marker);
    }

    @Test
    void pythonExcludesJava() {
        Twins.assertExcludes(PYTHON, JAVA, "soft", marker);
    }

    @Test
    void markerOfAKilledJavaIsBrokenByPython() {
        Twins.assertSurvivesTheKilling(JAVA, PYTHON, "soft", marker);
    }

    @Test
    void markerOfAKilledPythonIsBrokenByJava() {
        Twins.assertSurvivesTheKilling(PYTHON, JAVA, "soft", marker);
    }

    @Test
    void markerOfAnotherHostIsWaitedForByBoth() throws Exception {
        // A pid that is dead here, and nobody knows what it is there.
        Files.writeString(marker, "2147483647\nanother-host.example\n1\n");
        try (Peer java = Peer.java("soft", marker);
                Peer python = Peer.python("soft", marker)) {
            assertFalse(java.tryAcquire());
            assertFalse(python.tryAcquire());
        }
    }

    @Test
    void recycledPidIsSeenThroughByBoth() throws Exception {
        for (var twin : new Twins.Starter[] {JAVA, PYTHON}) {
            try (Peer holder = Peer.python("soft", marker)) {
                holder.acquire();
                String record = Files.readString(marker);
                holder.release();
                String[] lines = record.split("\n", -1);
                Files.writeString(marker, lines[0] + "\n" + lines[1] + "\n" + lines[2] + "0\n");
                try (Peer contender = twin.start("soft", marker)) {
                    contender.acquire(); // Python breaks at its first attempt and takes at its second
                    contender.release();
                }
            }
        }
    }

    @Test
    void javasMarkerIsByteForByteWhatPythonWouldWrite() throws Exception {
        try (var held = SoftFileLock.of(marker).acquire();
                Child python =
                        Child.python("""
                            import sys
                            from filelock._identity import host_name, process_start_token
                            pid = int(sys.argv[1])
                            sys.stdout.write(f'{pid}\\n{host_name()}\\n{process_start_token(pid)}\\n')
                            """, Long.toString(ProcessHandle.current().pid()))) {
            String expected = python.line() + "\n" + python.line() + "\n" + python.line() + "\n";
            assertArrayEquals(expected.getBytes(StandardCharsets.UTF_8), Files.readAllBytes(marker));
            assertTrue(held.isHeld());
        }
        assertFalse(Files.exists(marker));
    }

    @Test
    void eachReadsTheOthersOwner() throws Exception {
        try (Peer python = Peer.python("soft", marker)) {
            python.acquire();
            var owner = SoftFileLock.of(marker).owner().orElseThrow();
            assertEquals(python.child().pid(), owner.pid());
            assertFalse(owner.isThisProcess());
            python.release();
            assertEquals(Optional.empty(), SoftFileLock.of(marker).owner());
        }
        try (var held = SoftFileLock.of(marker).acquire();
                Child python = Child.python(
                        "import sys, filelock; print(filelock.SoftFileLock(sys.argv[1]).pid)", marker.toString())) {
            python.expect(Long.toString(ProcessHandle.current().pid()));
            assertTrue(SoftFileLock.of(marker).owner().orElseThrow().isThisProcess());
            assertTrue(held.isHeld());
        }
    }

    @Test
    void strictLockOfPythonIsLeftAlone() throws Exception {
        try (Child python = Child.python("""
            import sys, filelock
            lock = filelock.StrictSoftFileLock(sys.argv[1])
            lock.acquire()
            print('held')
            sys.stdin.readline()
            lock.release()
            print('free')
            """, marker.toString())) {
            python.expect("held");
            var java = SoftFileLock.of(marker);
            assertEquals(Optional.empty(), java.tryAcquire());
            assertEquals("free", python.ask(""));
            assertEquals(Optional.empty(), java.tryAcquire(), "the path is a strict lock's for good");
            assertTrue(Files.exists(marker));
        }
    }

    @Test
    void fourJavaAndFourPythonProcessesNeverOverlap() throws Exception {
        Twins.assertExclusionUnderStress(directory, 200, "soft", marker);
    }
}
