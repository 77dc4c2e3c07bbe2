package io.portalocker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.BoundedSemaphore;
import io.portalocker.PidFileLock;
import io.portalocker.SoftFileLease;
import io.portalocker.SoftFileLock;
import io.portalocker.SoftReadWriteLock;
import io.portalocker.StrictSoftFileLock;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code portalocker who}, for every kind of lock on files, and what is said while a lock is waited for. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class WhoTest {
    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    Path directory;

    private static Child portalocker(String... arguments) {
        return Child.java(Main.class, arguments);
    }

    private static void assertSays(String text, int status, String... arguments) {
        try (Child who = portalocker(arguments)) {
            assertEquals(status, who.awaitExit(), who::transcript);
            assertTrue(who.transcript().contains(text), who::transcript);
        }
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void aKernelLock() {
        try (Child holder = portalocker("run", "-s", file("lock"), "--", "sh", "-c", "echo held; cat; : \033[2J")) {
            holder.expect("held");
            assertSays(holder.pid() + "\tshared\t", 0, "who", file("lock"));
            assertSays("; : \\e[2J", 0, "who", file("lock"));
            assertSays("\"held\": true", 0, "who", "--json", file("lock"));
            holder.endInput();
        }
        assertSays("nobody is known to hold", 1, "who", file("lock"));
        assertSays("\"held\": false, \"holders\": []", 1, "who", "--json", file("lock"));
    }

    @Test
    void aMarkerAndAPidFile() throws Exception {
        try (var _ = SoftFileLock.of(directory.resolve("soft")).acquire();
                var _ = PidFileLock.of(directory.resolve("job.pid")).acquire()) {
            assertSays(SELF + "\texclusive\t", 0, "who", file("soft"));
            assertSays(SELF + "\texclusive\t", 0, "who", file("job.pid"));
            assertSays("\"by\": \"marker\", \"pid\": " + SELF, 0, "who", "--json", file("soft"));
            assertSays("\tholds since 2", 0, "who", file("job.pid"));
        }
    }

    @Test
    void whoWaitsInTheKernel() {
        try (Child holder = portalocker("run", file("lock"), "--", "sh", "-c", "echo held; cat")
                        .expect("held");
                Child waiter = Child.start("flock", "-s", file("lock"), "true")) {
            String line = waiter.pid() + "\tshared\t";
            Background.await(() -> {
                try (Child who = portalocker("who", file("lock"))) {
                    return who.awaitExit() == 0
                            && who.transcript().contains(line)
                            && who.transcript().contains("\twaits");
                }
            });
            assertSays("\"waiters\": [{\"by\": \"kernel\", \"pid\": " + waiter.pid(), 0, "who", "--json", file("lock"));
            holder.endInput();
        }
    }

    @Test
    void slotsOfASemaphore() throws Exception {
        BoundedSemaphore gpu = BoundedSemaphore.named("gpu", 2).withDirectory(directory);
        try (var _ = gpu.acquire();
                var _ = gpu.acquire()) {
            assertSays("\tholds slot 0", 0, "who", file("gpu"));
            assertSays("\tholds slot 1", 0, "who", file("gpu"));
            assertSays("\"by\": \"slot 1\", \"pid\": " + SELF, 0, "who", "--json", file("gpu"));
        }
        assertSays("nobody is known to hold", 1, "who", file("gpu"));
    }

    @Test
    void aLease() throws Exception {
        try (var _ = SoftFileLease.of(directory.resolve("lease")).acquire()) {
            assertSays("\tholds, last sign of life 2", 0, "who", file("lease"));
            assertSays("\"by\": \"lease\", \"pid\": " + SELF, 0, "who", "--json", file("lease"));
        }
    }

    @Test
    void aMarkerOfAnotherMachine() throws Exception {
        Files.writeString(directory.resolve("soft"), "4711\nelsewhere\n");
        assertSays("4711\texclusive\t-\t-\telsewhere\t-", 0, "who", file("soft"));
    }

    /** Its own claim to come in stays beside the one that holds. */
    @Test
    void theHolderOfAStrictLockDoesNotWait() throws Exception {
        try (var _ = StrictSoftFileLock.of(directory.resolve("strict")).acquire();
                Child who = portalocker("who", file("strict"))) {
            assertEquals(0, who.awaitExit());
            assertTrue(who.transcript().contains(SELF + "\texclusive\t"), who::transcript);
            assertFalse(who.transcript().contains("\twaits"), who::transcript);
            assertSays("\"waiters\": null", 0, "who", "--json", file("strict"));
        }
        assertSays("nobody is known to hold", 1, "who", file("strict"));
    }

    @Test
    void aSoftReadWriteLock() throws Exception {
        try (var _ = SoftReadWriteLock.of(directory.resolve("rw")).read().acquire()) {
            assertSays(SELF + "\tshared\t", 0, "who", file("rw"));
            assertSays("who waits for '" + file("rw") + "' is not told", 0, "who", file("rw"));
            assertSays("\"waiters\": null", 0, "who", "--json", file("rw"));
        }
        assertSays("nobody is known to hold", 1, "who", file("rw"));
    }

    @Test
    void whatIsNotThere() {
        assertSays("ENOENT", 66, "who", file("nothing"));
    }

    @Test
    void aWaitIsToldToWhoAsks() {
        try (Child holder = portalocker("run", file("lock"), "--", "sh", "-c", "echo held; cat")) {
            holder.expect("held");
            String[] quietly = {"run", "-w", "2.5", "--quiet", file("lock"), "--", "true"};
            try (Child quiet = portalocker(quietly)) {
                assertEquals(1, quiet.awaitExit());
                assertEquals("", quiet.transcript());
            }
            List<String> waiting = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 2>&1", "sh"));
            waiting.addAll(Jvm.command(Main.class, "run", "--verbose", file("lock"), "--", "true"));
            try (Child waiter = Child.start(waiting)) {
                String told = waiter.line();
                while (!told.contains("s for '" + file("lock") + "', held by pid " + holder.pid())) {
                    told = waiter.line();
                }
                holder.endInput();
                assertEquals(0, waiter.awaitExit(), waiter::transcript);
            }
        }
    }
}
