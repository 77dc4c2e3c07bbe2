package io.portalocker.internal.marker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.linux.FaultyFiles;
import io.portalocker.internal.sys.linux.FaultyFiles.Plan;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a breaker exchanges, waits and gives up, until its own marker is aside again. */
class PutBackTest extends TakeOverFixture {
    private static final int LIMIT = 10_000;

    private final AtomicInteger exchanges = new AtomicInteger();

    @Nullable
    private PublishedMarker own; // null where the system is another

    private Path aside;

    /** As right after an exchange: our marker is at the path, and aside the live one that it met. */
    @BeforeEach
    void exchangeWithALiveOne() throws IOException {
        Files.delete(marker);
        own = new MarkerPublication(new FaultyFiles(new Plan()), time)
                .publish(marker, OURS.getBytes(UTF_8))
                .orElseThrow();
        aside = aside("break", SELF, LIVE);
        for (int i = 0; i < LIMIT; i++) {
            plan.after("exchanged", exchanges::incrementAndGet);
        }
    }

    @AfterEach
    void close() throws IOException {
        if (own != null) {
            own.close();
        }
    }

    private boolean putBack(Ticker ticker) throws IOException {
        return new PutBack(files, ticker, own, aside).run();
    }

    /** Somebody has ours where we do not know, and another is at the path. */
    private Path moveAway() throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        Files.move(marker, elsewhere, StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(marker, "9\nhere\n");
        return elsewhere;
    }

    private void assertBack() throws IOException {
        assertEquals(OURS, Files.readString(aside));
        assertEquals(LIVE, Files.readString(marker));
    }

    @Test
    void ownMarkerAtThePathIsExchangedOnceAndAtOnce() throws Exception {
        long start = time.nanoTime();
        assertTrue(putBack(time));
        assertBack();
        assertEquals(1, exchanges.get());
        assertEquals(start, time.nanoTime());
    }

    @Test
    void markerThatIsAsideAlreadyStays() throws Exception {
        new FaultyFiles(new Plan()).exchange(aside, marker);
        assertTrue(putBack(time));
        assertBack();
        assertEquals(0, exchanges.get());
    }

    @Test
    void ringIsOpenedEveryTenMillisecondsUntilThePatienceEnds() throws Exception {
        moveAway();
        long start = time.nanoTime();
        assertFalse(putBack(time));
        assertEquals(PutBack.PATIENCE, time.nanoTime() - start);
        assertEquals(Duration.ofSeconds(2).dividedBy(Duration.ofMillis(10)) - 1, exchanges.get());
    }

    @Test
    void ownMarkerThatComesBackWhenThePatienceIsOverIsStillPutAside() throws Exception {
        Path elsewhere = moveAway();
        long pauses = PutBack.PATIENCE / PutBack.PAUSE;
        for (int i = 1; i < pauses; i++) {
            time.atNextPause(() -> {});
        }
        time.atNextPause(() -> rename(elsewhere, marker));
        assertTrue(putBack(time));
        assertEquals(OURS, Files.readString(aside));
    }

    @Test
    void markerWhoseHolderLetGoMeanwhileGoesWithIt() throws Exception {
        Files.delete(marker); // ours: the holder unlinked what it thought its own
        assertTrue(putBack(time));
        assertFalse(Files.exists(aside));
        assertEquals(0, exchanges.get());
    }

    @Test
    void whatIsGoneIsBackAndOtherFailuresAreTold() throws Exception {
        plan.fail("exchange", 2); // ENOENT
        assertTrue(putBack(time));
        plan.fail("exchange", EIO);
        assertThrows(SysException.class, () -> putBack(time));
    }

    @Test
    void interruptIsKeptForLaterAndEndsNothing() throws Exception {
        Path elsewhere = moveAway();
        var interrupts = new AtomicInteger();
        Ticker interrupted = new Ticker() {
            @Override
            public long nanoTime() {
                return time.nanoTime();
            }

            @Override
            public void pause(long nanos) throws InterruptedException {
                time.pause(nanos);
                if (interrupts.incrementAndGet() == 1) {
                    throw new InterruptedException();
                }
                if (interrupts.get() == 3) {
                    rename(elsewhere, marker);
                }
            }
        };
        assertTrue(putBack(interrupted));
        assertTrue(Thread.interrupted());
        assertBack();
        assertEquals(3, interrupts.get());
        assertEquals(1, exchanges.get());
        assertTrue(putBack(time));
        assertFalse(Thread.interrupted(), "nobody interrupted this one");
    }

    private static void rename(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
