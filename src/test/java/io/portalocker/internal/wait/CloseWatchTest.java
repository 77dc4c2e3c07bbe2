package io.portalocker.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockableFile;
import io.portalocker.internal.sys.CloseEvents;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.OpenFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who is told of closed files, and when the source of the news is open. */
@Timeout(60)
class CloseWatchTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(30);

    private final FakeCloseEvents events = new FakeCloseEvents();
    private final CloseWatch fake = new CloseWatch(events);

    @TempDir
    Path directory;

    private void awaitCalls(String... expected) {
        Background.await(() -> events.calls.equals(List.of(expected)));
    }

    @Test
    void newsReachWhoAskedForThem() throws Exception {
        try (var one = fake.subscribe(3, 4);
                var other = fake.subscribe(5)) {
            events.say(4);
            assertTrue(one.await(LONG));
            assertFalse(other.await(0));
            events.say(5, 9);
            assertTrue(other.await(LONG));
            assertFalse(one.await(0));
            events.say(CloseEvents.LOST);
            assertTrue(one.await(LONG), "whose news are lost looks for himself");
            assertTrue(other.await(LONG));
        }
    }

    @Test
    void watchEndsWithTheLastWhoAskedForIt() throws Exception {
        var one = fake.subscribe(3);
        var other = fake.subscribe(3);
        one.close();
        one.close();
        events.say(3);
        assertTrue(other.await(LONG));
        other.close();
        awaitCalls("open 1", "watch 1 3", "watch 1 3", "unwatch 1 3");
    }

    @Test
    void noWatchStaysOfWhoCouldNotHaveAll() {
        events.refused = 5;
        assertSame(events.failure, assertThrows(SysException.class, () -> fake.subscribe(3, 4, 5)));
        awaitCalls("open 1", "watch 1 3", "watch 1 4", "unwatch 1 3", "unwatch 1 4");
    }

    @Test
    void sourceIsClosedWhenNobodyWaitsAndOpenedAgain() throws Exception {
        try (var one = fake.subscribe(3)) {
            events.say();
            events.say(3);
            assertTrue(one.await(LONG), "it listens as long as somebody waits");
        }
        events.say();
        awaitCalls("open 1", "watch 1 3", "unwatch 1 3", "close 1");
        try (var next = fake.subscribe(3)) {
            events.say(3);
            assertTrue(next.await(LONG));
        }
        awaitCalls("open 1", "watch 1 3", "unwatch 1 3", "close 1", "open 2", "watch 2 3", "unwatch 2 3");
    }

    /** Its number may be another file's by the second time. */
    @Test
    void sourceThatFailsToCloseIsClosedOnce() throws Exception {
        events.closingFails = true;
        fake.subscribe().close();
        events.say();
        awaitCalls("open 1", "close 1");
        fake.subscribe().close();
        events.news.add(() -> {
            throw events.failure;
        });
        awaitCalls("open 1", "close 1", "open 2", "close 2");
        fake.subscribe().close();
        awaitCalls("open 1", "close 1", "open 2", "close 2", "open 3");
    }

    @Test
    void whoWaitsAtABrokenSourceIsNoHindranceForTheNext() throws Exception {
        var old = fake.subscribe(3);
        events.news.add(() -> {
            throw events.failure;
        });
        awaitCalls("open 1", "watch 1 3", "close 1");
        try (var next = fake.subscribe(3)) {
            old.close();
            events.say(3);
            assertTrue(next.await(LONG), "the end of the old was taken for its own");
            assertFalse(old.await(0));
        }
        awaitCalls("open 1", "watch 1 3", "close 1", "open 2", "watch 2 3", "unwatch 2 3");
    }

    /** Where there can be no thread to listen, there is no source either, and the next one may have both. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void keepsNoSourceWithoutAListener() throws Exception {
        AtomicInteger started = new AtomicInteger();
        CloseWatch watch = new CloseWatch(Platform.current().waits().events().orElseThrow(), task -> {
            if (started.incrementAndGet() <= 3) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            Thread.ofPlatform().daemon().start(task);
        });
        Path file = Files.createFile(directory.resolve("lock"));
        try (LockableFile open = LockableFile.open(file, "r+")) {
            long before = sources();
            for (int i = 0; i < 3; i++) {
                assertThrows(SysException.class, () -> watch.subscribe(open.descriptor()));
            }
            assertEquals(before, sources());
            try (var subscription = watch.subscribe(open.descriptor())) {
                LockableFile.open(file, "r").close();
                assertTrue(subscription.await(60_000_000_000L));
            }
        }
    }

    private static long sources() {
        return OpenFiles.leading(file -> file.toString().contains("inotify"));
    }
}
