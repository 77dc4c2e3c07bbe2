package io.portalocker.events;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.FileLock;
import io.portalocker.Held;
import io.portalocker.Lock;
import io.portalocker.LockLostException;
import io.portalocker.SoftFileLease;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Holder;
import io.portalocker.testkit.Jvm;
import io.portalocker.testkit.NotUnderWine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flight Recorder is told. */
class RecordingTest {

    @TempDir
    Path directory;

    private interface Work {
        void run() throws Exception;
    }

    private List<RecordedEvent> recorded(Work work) throws Exception {
        Path file = directory.resolve("recording.jfr");
        try (Recording recording = new Recording(Map.of(
                "io.portalocker.Wait#enabled", "true",
                "io.portalocker.Hold#enabled", "true",
                "io.portalocker.Lost#enabled", "true"))) {
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.portalocker."))
                .toList();
    }

    private static RecordedEvent only(List<RecordedEvent> events, String type) {
        List<RecordedEvent> those = events.stream()
                .filter(event -> event.getEventType().getName().equals("io.portalocker." + type))
                .toList();
        assertEquals(1, those.size(), events::toString);
        return those.getFirst();
    }

    @Test
    void waitForAnotherProcessTellsWhoHeldItAndHowItWasWaitedFor() throws Exception {
        Path path = directory.resolve("x");
        String[] pid = {""};
        List<RecordedEvent> events = recorded(() -> {
            try (Child holder = Child.java(Holder.class, "lock", path.toString())) {
                holder.expect("ready");
                assertEquals("acquired", holder.ask("acquire"));
                pid[0] = Long.toString(holder.pid());
                assertTrue(Lock.of(path).tryAcquire(Duration.ofMillis(200)).isEmpty());
            }
        });
        RecordedEvent wait = only(events, "Wait");
        assertAll(
                () -> assertEquals("'" + path + "'", wait.getString("lock")),
                () -> assertEquals("Lock", wait.getString("kind")),
                () -> assertEquals("FLOCK", wait.getString("mechanism")),
                () -> assertTrue(List.of("KERNEL", "EVENTS", "POLLING").contains(wait.getString("method"))),
                () -> assertFalse(wait.getBoolean("acquired")),
                () -> assertTrue(wait.getDuration().toMillis() >= 20, () -> wait.toString()),
                () -> assertTrue(wait.getString("holder").contains(pid[0]), () -> wait.getString("holder")));
    }

    @Test
    void waitBehindAThreadOfThisJvmIsToldAsSuchAndTheStayWithIt() throws Exception {
        Path path = directory.resolve("x");
        List<RecordedEvent> events = recorded(() -> {
            Held held = Lock.of(path).acquire();
            var waiter = Background.start(
                    () -> Lock.of(path).withTimeout(Duration.ofSeconds(30)).acquire());
            waiter.awaitWaiting();
            held.release();
            waiter.get().release();
        });
        RecordedEvent wait = only(events, "Wait");
        assertAll(
                () -> assertEquals("QUEUE", wait.getString("method")),
                () -> assertTrue(wait.getBoolean("acquired")),
                () -> assertEquals(
                        2,
                        events.stream()
                                .filter(event -> event.getEventType().getName().equals("io.portalocker.Hold"))
                                .count()));
    }

    @Test
    void whatWasFreeIsNoWait() throws Exception {
        List<RecordedEvent> events =
                recorded(() -> FileLock.of(directory.resolve("x")).acquire().release());
        RecordedEvent hold = only(events, "Hold");
        assertAll(
                () -> assertEquals(1, events.size(), events::toString),
                () -> assertEquals("FileLock", hold.getString("kind")));
    }

    @Test
    @NotUnderWine("the name of a deleted file is free at once, also while somebody has the file open")
    void lossIsTold() throws Exception {
        Path path = directory.resolve("x");
        List<RecordedEvent> events = recorded(() -> {
            var lease = SoftFileLease.of(path)
                    .withDuration(Duration.ofSeconds(2))
                    .withHeartbeat(Duration.ofMillis(50))
                    .acquire();
            Files.delete(path);
            lease.lost().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThrows(LockLostException.class, lease::release);
        });
        assertEquals("MISSING", only(events, "Lost").getString("reason"));
    }

    /** A JVM without the module. */
    @Test
    void withoutTheRecorderLocksAreTakenAllTheSame() {
        List<String> command = new ArrayList<>(
                Jvm.command(Holder.class, "lock", directory.resolve("x").toString()));
        command.addAll(1, List.of("--limit-modules=io.portalocker,java.logging,jdk.unsupported"));
        try (Child holder = Child.start(command)) {
            holder.expect("ready");
            assertEquals("acquired", holder.ask("acquire"));
            assertEquals("released", holder.ask("release"));
        }
    }
}
