package io.portalocker.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Peer;
import io.portalocker.testkit.PythonPeers;
import io.portalocker.testkit.Referee;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What every lock does together with its twin of the other language: each test runs both ways. */
final class Twins {
    static final String READS = "shared=true";

    private Twins() {}

    /** Starts a holder of one language. */
    interface Starter {
        Peer start(String kind, Path path, String... options);
    }

    static final Starter JAVA = Peer::java;
    static final Starter PYTHON = Peer::python;

    /** While the first holds it, the second is refused and waits; after the release it is let in. */
    static void assertExcludes(Starter first, Starter second, String kind, Path path, String... options) {
        PythonPeers.python(); // where there is none, before a JVM is started in vain
        try (Peer holder = first.start(kind, path, options);
                Peer contender = second.start(kind, path, options)) {
            holder.acquire();
            assertFalse(contender.tryAcquire());
            contender.beginAcquire();
            holder.release();
            contender.awaitAcquired();
            assertFalse(holder.tryAcquire());
            contender.release();
            assertTrue(holder.tryAcquire());
            holder.release();
        }
    }

    /** A holder that is killed is followed by one that waits. */
    static void assertSurvivesTheKilling(Starter victim, Starter heir, String kind, Path path, String... options) {
        PythonPeers.python();
        try (Peer holder = victim.start(kind, path, options);
                Peer contender = heir.start(kind, path, options)) {
            holder.acquire();
            assertFalse(contender.tryAcquire());
            contender.beginAcquire();
            holder.kill();
            contender.awaitAcquired();
            contender.release();
        }
    }

    /** Readers of both languages share, and each kind of them keeps writers of both out; and a writer keeps out all. */
    static void assertReadersShareAndKeepWritersOut(String kind, Path path) {
        try (Peer java = Peer.java(kind, path, READS);
                Peer python = Peer.python(kind, path, READS);
                Peer javaWriter = Peer.java(kind, path);
                Peer pythonWriter = Peer.python(kind, path)) {
            java.acquire();
            python.acquire();
            assertFalse(javaWriter.tryAcquire());
            assertFalse(pythonWriter.tryAcquire());
            java.release();
            assertFalse(javaWriter.tryAcquire(), "python still reads");
            java.acquire();
            python.release();
            assertFalse(pythonWriter.tryAcquire(), "java still reads");
            java.release();
            assertTrue(javaWriter.tryAcquire());
            assertFalse(java.tryAcquire());
            assertFalse(python.tryAcquire());
            javaWriter.release();
            assertTrue(pythonWriter.tryAcquire());
            assertFalse(java.tryAcquire());
            assertFalse(python.tryAcquire());
        }
    }

    /** Four processes of each language, each so many stays. */
    static void assertExclusionUnderStress(Path directory, int stays, String kind, Path path, String... options)
            throws Exception {
        Path room = directory.resolve("referee");
        Referee referee = Referee.prepare(room);
        List<Peer> peers = new ArrayList<>();
        try {
            for (Starter starter : Arrays.asList(PYTHON, JAVA)) {
                for (int i = 0; i < 4; i++) {
                    peers.add(starter.start(kind, path, options));
                }
            }
            peers.forEach(peer -> peer.beginStays(stays, room));
            peers.forEach(Peer::awaitDone);
        } finally {
            peers.forEach(Peer::close);
        }
        referee.assertExclusion((long) peers.size() * stays);
    }
}
