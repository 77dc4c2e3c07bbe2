package io.portalocker.internal.sys.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.windows.LockWorld.Manner;
import io.portalocker.internal.sys.windows.PlatformWaits.Proven;
import io.portalocker.internal.sys.windows.WaitProbe.Finding;
import io.portalocker.testkit.Background;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Waiting on Windows, where the calls themselves are {@link LockWorld}'s. */
@Timeout(60)
class WindowsWaitsTest {
    private static final long HOLDER = HandleTags.tag(0x40, OpenFlags.WRITE);
    private static final long WAITER = HandleTags.tag(0x80, OpenFlags.WRITE);

    /** A wait on a thread of its own, while another handle holds the lock. */
    private static final class Wait {
        final LockWorld world;
        final PlatformKernelWaits waits;
        final CompletableFuture<Long> thread = new CompletableFuture<>();
        final Background<Boolean> outcome;

        Wait(Manner manner) {
            world = new LockWorld(manner);
            waits = new PlatformKernelWaits(world);
            assertTrue(world.tryLock(HOLDER));
            outcome = Background.start(() -> {
                thread.complete(waits.currentThread());
                return waits.lock(Mechanism.LOCK_FILE_EX, WAITER, false);
            });
            Background.await(() -> world.requestsThatWait() == 1);
        }

        void cancel() {
            waits.interrupt(thread.join());
        }
    }

    @Test
    void lockIsHandedOver() throws Exception {
        Wait wait = new Wait(Manner.ABORTS);
        wait.world.unlock(HOLDER);
        assertTrue(wait.outcome.get());
        assertEquals(WAITER, wait.world.holder());
    }

    @ParameterizedTest
    @EnumSource(names = {"ABORTS", "LIES"})
    void cancelledWaitHoldsNothing(Manner manner) throws Exception {
        Wait wait = new Wait(manner);
        wait.cancel();
        assertFalse(wait.outcome.get());
        assertEquals(HOLDER, wait.world.holder());
    }

    @Test
    void lockThatComesWithTheCancellationIsGivenBack() throws Exception {
        Wait wait = new Wait(Manner.WINS);
        wait.cancel();
        assertFalse(wait.outcome.get());
        assertEquals(0, wait.world.holder());
    }

    /** By then the address and the number of the handle may belong to somebody else's request. */
    @Test
    void requestThatHasEndedIsNotCancelled() throws Exception {
        Wait wait = new Wait(Manner.ABORTS);
        wait.world.unlock(HOLDER);
        assertTrue(wait.outcome.get());
        wait.cancel();
        assertEquals(0, wait.world.strayCancellations());
    }

    @Test
    void failureIsReported() {
        var waits = new PlatformKernelWaits(new LockWorld(Manner.REFUSES));
        var failure = assertThrows(SysException.class, () -> waits.lock(Mechanism.LOCK_FILE_EX, WAITER, false));
        assertEquals(ErrorKind.NOT_SUPPORTED, failure.kind());
        assertEquals("LockFileEx: ERROR_INVALID_FUNCTION (1)", failure.getMessage());
    }

    /** On an overlapped handle the request would go on after the call, in memory that is the system's still. */
    @Test
    void foreignHandleIsRefused() {
        var world = new LockWorld(Manner.ABORTS);
        var waits = new PlatformKernelWaits(world);
        var failure = assertThrows(SysException.class, () -> waits.lock(Mechanism.LOCK_FILE_EX, 0x80, false));
        assertEquals(ErrorKind.NOT_SUPPORTED, failure.kind());
        assertEquals(0, world.holder());
    }

    @ParameterizedTest
    @CsvSource({
        "ABORTS, USABLE",
        "LIES, USABLE", // what it says after a cancellation is not believed
        "WINS, UNUSABLE",
        "IGNORES, UNUSABLE",
        "NEVER_WAITS, UNUSABLE",
        "REFUSES, UNUSABLE",
        "FORGETS, STUCK"
    })
    void probeFindsOut(Manner manner, Finding finding) throws Exception {
        var world = new LockWorld(manner);
        var patience = Duration.ofMillis(finding == Finding.USABLE ? 30_000 : 300);
        assertEquals(finding, new WaitProbe(new PlatformKernelWaits(world), world, patience).probe(HOLDER, WAITER));
        assertEquals(finding == Finding.STUCK ? 1 : 0, world.requestsThatWait());
        assertEquals(0, world.holder());
    }

    @Test
    void kernelOnlyWhereItWasTried() {
        var proven = new Proven(new PlatformKernelWaits(new LockWorld(Manner.ABORTS)), 0xCAFE);
        assertTrue(PlatformWaits.kind(WAITER, 0xCAFE, proven).local());
        assertFalse(PlatformWaits.kind(WAITER, 0xCAFE, null).local());
        assertFalse(PlatformWaits.kind(WAITER, 0xBEEF, proven).local());
        assertFalse(PlatformWaits.kind(0x80, 0xCAFE, proven).local());
        assertEquals(
                "volume 0000CAFE", PlatformWaits.kind(WAITER, 0xCAFE, proven).name());
    }

    @Test
    void marksOfAHandleAreNotTheSystems() {
        assertFalse(HandleTags.appends(WAITER));
        assertTrue(HandleTags.isSynchronous(WAITER));
        long appending = HandleTags.tag(0x80, OpenFlags.WRITE | OpenFlags.APPEND);
        assertTrue(HandleTags.appends(appending));
        assertTrue(HandleTags.isSynchronous(appending));
        assertFalse(HandleTags.isSynchronous(0x80));
        assertEquals(0x80, Native.pointer(appending).address());
    }
}
