package io.portalocker.interop;

import static io.portalocker.interop.Twins.JAVA;
import static io.portalocker.interop.Twins.PYTHON;
import static io.portalocker.interop.Twins.READS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.SoftReadWriteLock;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Container;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Referee;
import io.portalocker.testkit.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@link SoftReadWriteLock} and {@code filelock.SoftReadWriteLock} on the same logs. */
@Timeout(300)
class SoftReadWriteInteropTest {
    private static final String SHORT = "duration=1.5";

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void nameThePath() {
        path = directory.resolve("soft.rw");
    }

    private static Twins.Starter other(Twins.Starter starter) {
        return starter.equals(JAVA) ? PYTHON : JAVA;
    }

    @Test
    void writersExcludeEachOther() {
        Twins.assertExcludes(JAVA, PYTHON, "softrw", path);
        Twins.assertExcludes(PYTHON, JAVA, "softrw", path);
    }

    @Test
    void readersShareAndKeepWritersOut() {
        Twins.assertReadersShareAndKeepWritersOut("softrw", path);
    }

    @Test
    void waitingWriterKeepsNewReadersOfTheOtherOut() {
        for (var writing : List.of(JAVA, PYTHON)) {
            try (Peer oldReader = other(writing).start("softrw", path, READS);
                    Peer newReader = other(writing).start("softrw", path, READS);
                    Peer writer = writing.start("softrw", path)) {
                oldReader.acquire();
                writer.beginAcquire();
                Background.await(() -> {
                    boolean refused = !newReader.tryAcquire();
                    if (!refused) {
                        newReader.release();
                    }
                    return refused;
                });
                oldReader.release();
                writer.awaitAcquired();
                newReader.beginAcquire();
                writer.release();
                newReader.awaitAcquired();
                newReader.release();
            }
        }
    }

    @Test
    void killedHolderIsPutOutByTheOther() {
        for (var holding : List.of(JAVA, PYTHON)) {
            Twins.assertSurvivesTheKilling(holding, other(holding), "softrw", path, SHORT);
            try (Peer reader = holding.start("softrw", path, SHORT, READS);
                    Peer writer = other(holding).start("softrw", path, SHORT)) {
                reader.acquire();
                assertFalse(writer.tryAcquire());
                writer.beginAcquire();
                reader.kill();
                writer.awaitAcquired();
                writer.release();
            }
        }
    }

    @Test
    void signsOfLifeKeepTheOtherOutForLongerThanTheDuration() {
        for (var holding : List.of(JAVA, PYTHON)) {
            try (Peer holder = holding.start("softrw", path, SHORT);
                    Peer contender = other(holding).start("softrw", path, SHORT)) {
                holder.acquire();
                assertEquals("busy", contender.child().ask("acquire 4"));
                assertEquals("held", holder.child().ask("ensure"));
                holder.release();
                assertTrue(contender.tryAcquire());
                contender.release();
            }
        }
    }

    @Test
    void longerLeaseOfTheOtherIsRespected() {
        for (var holding : List.of(JAVA, PYTHON)) {
            try (Peer holder = holding.start("softrw", path, "duration=60");
                    Peer contender = other(holding).start("softrw", path, "duration=0.5")) {
                holder.acquire();
                assertEquals("busy", contender.child().ask("acquire 3"));
                assertEquals("held", holder.child().ask("ensure"));
                holder.release();
            }
        }
    }

    @Test
    void stoppedHolderIsPutOutAndLearnsOfIt() {
        for (var holding : List.of(JAVA, PYTHON)) {
            try (Peer holder = holding.start("softrw", path, SHORT);
                    Peer contender = other(holding).start("softrw", path, SHORT)) {
                holder.acquire();
                Signals.send("STOP", holder);
                contender.acquire();
                Signals.send("CONT", holder);
                if (holding.equals(JAVA)) {
                    assertTrue(holder.child().ask("ensure").startsWith("error LockLostException"));
                    assertTrue(holder.child().ask("release").startsWith("error LockLostException"));
                } else {
                    Background.await(() -> holder.child().ask("ensure").equals("lost evicted"));
                    holder.release();
                }
                assertFalse(holder.tryAcquire(), "its release left the successor alone");
                contender.release();
            }
        }
    }

    @Test
    void tokensRiseFromOneToTheOther() {
        long last = 0;
        try (Peer java = Peer.java("softrw", path);
                Peer python = Peer.python("softrw", path)) {
            for (int i = 0; i < 20; i++) {
                Peer next = i % 2 == 0 ? java : python;
                next.acquire();
                long token = Long.parseLong(next.child().ask("token"));
                assertTrue(token > last, token + " after " + last);
                last = token;
                next.release();
            }
        }
    }

    /** Another machine is another name to both; they see neither pids nor clocks of each other. */
    @Test
    void machinesOfOtherNamesExcludeAndOutliveEachOther() {
        Container.requireNamespaces("--uts", "--pid", "--mount-proc");
        List<String> machine = List.of(
                "unshare",
                "--uts",
                "--pid",
                "--mount-proc",
                "--fork",
                "--kill-child",
                "sh",
                "-c",
                "hostname elsewhere && exec \"$0\" \"$@\"");
        for (boolean java : new boolean[] {true, false}) {
            try (Peer here = (java ? PYTHON : JAVA).start("softrw", path, SHORT);
                    Peer there = java
                            ? Container.javaBehind(machine, "softrw", path, SHORT)
                            : Container.pythonBehind(machine, "softrw", path, SHORT)) {
                there.acquire();
                assertFalse(here.tryAcquire());
                there.release();
                here.acquire();
                assertFalse(there.tryAcquire());
                here.release();
                there.acquire();
                var owner = owners(path).getFirst();
                assertTrue(owner.startsWith("pid ") && owner.contains(" on elsewhere"), owner);
                there.die();
                here.acquire();
                here.release();
            }
        }
    }

    private static List<String> owners(Path path) {
        try {
            return SoftReadWriteLock.of(path).owners().stream()
                    .map(Object::toString)
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Python reads what Java wrote by its own parser, and would have written the same. */
    @Test
    void javasRecordsAreByteForByteWhatPythonWouldWrite() throws Exception {
        for (String seconds : List.of("90", "60.25", "86400", "12345678.25")) {
            var lock = SoftReadWriteLock.of(path)
                    .withDuration(Duration.ofNanos((long) (Double.parseDouble(seconds) * 1e9)));
            try (var one = lock.read().acquire();
                    var two = lock.read().acquire();
                    Child python = Child.python(
                            """
                            import os, sys
                            from filelock._soft_rw._protocol import encode_holder, holder_lease, parse_snapshot
                            os.getpid = lambda: int(sys.argv[2])
                            root = sys.argv[1] + '.rw'
                            names = sorted(n for n in os.listdir(root + '/gen') if n.isdigit())
                            content = open(f'{root}/gen/{names[-1]}', 'rb').read()
                            snapshot = parse_snapshot(content)
                            same = snapshot.encode() == content and snapshot.readers == frozenset(sys.argv[4:])
                            for token in snapshot.readers:
                                record = open(f'{root}/holders/{token}', 'rb').read()
                                nonce = record.decode().split('nonce=')[1].strip()
                                same &= record == encode_holder(token, nonce, float(sys.argv[3]))
                                same &= holder_lease(record) == float(sys.argv[3])
                            print(same)
                            """,
                            path.toString(),
                            Long.toString(ProcessHandle.current().pid()),
                            seconds,
                            one.token(),
                            two.token())) {
                python.expect("True");
            }
        }
        assertTrue(Files.isDirectory(directory.resolve("soft.rw.rw")));
        assertFalse(Files.exists(path), "there is nothing at the path itself");
    }

    @Test
    void fourJavaAndFourPythonWritersNeverOverlap() throws Exception {
        Twins.assertExclusionUnderStress(directory, 40, "softrw", path);
    }

    @Test
    void readersAndWritersOfBothLanguagesNeverMeet() throws Exception {
        Path room = directory.resolve("referee");
        Referee referee = Referee.prepare(room);
        List<Peer> peers = new ArrayList<>();
        try {
            for (var starter : List.of(JAVA, PYTHON)) {
                for (int i = 0; i < 2; i++) {
                    peers.add(starter.start("softrw", path));
                    peers.add(starter.start("softrw", path, READS));
                }
            }
            peers.forEach(peer -> peer.beginStays(40, room));
            peers.forEach(Peer::awaitDone);
        } finally {
            peers.forEach(Peer::close);
        }
        referee.assertExclusion(4 * 40);
    }
}
