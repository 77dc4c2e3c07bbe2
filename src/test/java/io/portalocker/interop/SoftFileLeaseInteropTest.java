package io.portalocker.interop;

import static io.portalocker.interop.Twins.JAVA;
import static io.portalocker.interop.Twins.PYTHON;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockMismatchException;
import io.portalocker.SoftFileLease;
import io.portalocker.internal.marker.Marker;
import io.portalocker.internal.marker.MarkerCodec;
import io.portalocker.internal.marker.MarkerEngine;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@link SoftFileLease} and {@code filelock.SoftFileLease} on the same markers. */
@Timeout(180)
class SoftFileLeaseInteropTest extends EachRelease {
    @TempDir
    Path directory;

    private Path marker;

    @BeforeEach
    void nameTheMarker() {
        marker = directory.resolve("job.lease");
    }

    @Test
    void javaExcludesPython() {
        Twins.assertExcludes(JAVA, PYTHON, "lease", marker);
    }

    @Test
    void pythonExcludesJava() {
        Twins.assertExcludes(PYTHON, JAVA, "lease", marker);
    }

    @Test
    void leaseOfAKilledJavaIsTakenByPython() {
        Twins.assertSurvivesTheKilling(JAVA, PYTHON, "lease", marker);
    }

    @Test
    void leaseOfAKilledPythonIsTakenByJava() {
        Twins.assertSurvivesTheKilling(PYTHON, JAVA, "lease", marker);
    }

    @Test
    void heartbeatsKeepTheOtherOutForLongerThanTheDuration() throws Exception {
        for (var holding : List.of(JAVA, PYTHON)) {
            try (Peer holder = holding.start("lease", marker, "duration=2");
                    Peer contender = (holding.equals(JAVA) ? PYTHON : JAVA).start("lease", marker, "duration=2")) {
                holder.acquire();
                assertEquals("busy", contender.child().ask("acquire 5"));
                holder.release();
                assertTrue(contender.tryAcquire());
                contender.release();
            }
        }
    }

    @Test
    void stoppedHolderLosesItToTheOther() throws Exception {
        for (var holding : List.of(JAVA, PYTHON)) {
            try (Peer holder = holding.start("lease", marker, "duration=2");
                    Peer contender = (holding.equals(JAVA) ? PYTHON : JAVA).start("lease", marker, "duration=2")) {
                holder.acquire();
                Signals.send("STOP", holder);
                contender.acquire();
                Signals.send("CONT", holder);
                if (holding.equals(JAVA)) {
                    assertTrue(holder.child().ask("ensure").startsWith("error LockLostException"));
                    assertTrue(holder.child().ask("release").startsWith("error LockLostException"));
                } else {
                    holder.release();
                }
                assertFalse(holder.tryAcquire(), "its release left the successor's marker alone");
                contender.release();
            }
        }
    }

    @Test
    void otherDurationIsRefusedByBoth() throws Exception {
        try (Peer python = Peer.python("lease", marker, "duration=7")) {
            python.acquire();
            var lease = SoftFileLease.of(marker);
            var e = assertThrows(LockMismatchException.class, lease::tryAcquire);
            assertTrue(e.getMessage().contains("7.0 s") && e.getMessage().contains("30.0 s"), e.getMessage());
            python.release();
        }
        try (var lease = SoftFileLease.of(marker).acquire();
                Peer python = Peer.python("lease", marker, "duration=7")) {
            String answer = python.child().ask("try");
            assertTrue(answer.startsWith("error LeaseSettingsMismatch"), answer);
            lease.ensureHeld();
        }
    }

    @Test
    void deadLeaseOfAnotherDurationIsTaken() {
        try (Peer python = Peer.python("lease", marker, "duration=7");
                Peer java = Peer.java("lease", marker)) {
            python.acquire();
            python.kill();
            assertTrue(java.tryAcquire());
        }
    }

    @Test
    void javasMarkerIsByteForByteWhatPythonWouldWrite() throws Exception {
        try (var lease = SoftFileLease.of(marker).acquire()) {
            byte[] ours = MarkerCodec.encode(claim(lease.token(), "30"));
            assertArrayEquals(ours, Files.readAllBytes(marker));
        }
        // A lease of the shortest of these would be over before anybody could read its marker.
        for (String duration : List.of("30", "0.3", "2.5", "86400", "0.000123", "12345678.25")) {
            String token = "0123456789abcdef".repeat(2);
            Files.write(marker, MarkerCodec.encode(claim(token, duration)));
            try (Child python = Child.python(
                    """
                    import sys
                    from filelock._identity import host_name, process_start_token
                    from filelock._marker import OwnerRecord, encode_marker, parse_marker
                    pid = int(sys.argv[2])
                    record = OwnerRecord(pid, host_name(), 'lease', sys.argv[3], float(sys.argv[4]),
                                         process_start_token(pid))
                    content = open(sys.argv[1], 'rb').read()
                    print(content == encode_marker(record), parse_marker(content.decode()) == record)
                    """,
                    marker.toString(),
                    Long.toString(ProcessHandle.current().pid()),
                    token,
                    duration)) {
                python.expect("True True");
            }
        }
    }

    private static Marker.Claim claim(String token, String seconds) throws Exception {
        return new Marker.Claim(
                MarkerEngine.system().identity(),
                Marker.Mode.LEASE,
                Optional.of(token),
                OptionalDouble.of(Double.parseDouble(seconds)));
    }

    @Test
    void eachReadsTheOthersOwner() throws Exception {
        try (Peer python = Peer.python("lease", marker, "duration=2.5")) {
            python.acquire();
            var owner = SoftFileLease.of(marker).owner().orElseThrow();
            assertEquals(python.child().pid(), owner.pid());
            assertEquals(Optional.of(Duration.ofMillis(2500)), owner.duration());
            assertTrue(owner.token().orElseThrow().matches("[0-9a-f]{32}"));
            assertTrue(Files.readString(marker).contains(owner.token().orElseThrow()));
        }
    }

    @Test
    void fourJavaAndFourPythonProcessesNeverOverlap() throws Exception {
        Twins.assertExclusionUnderStress(directory, 100, "lease", marker);
    }
}
