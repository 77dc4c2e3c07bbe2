package io.portalocker.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.KernelWaits;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.SysException;
import io.portalocker.testkit.Background;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signals that come at every awkward moment, to a kernel made for the purpose. */
@Timeout(60)
class KernelWaitTest {

    /** A kernel that counts signals and lets a test decide what a call does. */
    private abstract static class Kernel implements KernelWaits {
        final AtomicInteger signals = new AtomicInteger();
        final AtomicInteger calls = new AtomicInteger();
        final Semaphore signal = new Semaphore(0);

        @Override
        public long currentThread() {
            return Thread.currentThread().threadId();
        }

        @Override
        public void interrupt(long thread) {
            signals.incrementAndGet();
            signal.release();
        }

        @Override
        public boolean lock(Mechanism mechanism, long descriptor, boolean shared) throws SysException {
            return call(calls.incrementAndGet());
        }

        abstract boolean call(int number) throws SysException;
    }

    /** A call that a signal ends, with the lock or without. */
    private static Kernel atASignal(boolean acquired) {
        return new Kernel() {
            @Override
            boolean call(int number) {
                signal.acquireUninterruptibly();
                return acquired;
            }
        };
    }

    private static KernelWait on(Kernel kernel) {
        return new KernelWait(kernel, Mechanism.FLOCK, 0, false);
    }

    private static Deadline in(Duration timeout) {
        return Deadline.after(timeout, Ticker.SYSTEM);
    }

    private static final Deadline NEVER = in(Duration.ofSeconds(Long.MAX_VALUE));

    @Test
    void signalThatFallsBeforeTheCallIsSentAgain() throws Exception {
        Kernel kernel = new Kernel() {
            @Override
            boolean call(int number) {
                // Three signals come while the thread is only about to call, and are lost.
                signal.acquireUninterruptibly(3);
                signal.drainPermits();
                signal.acquireUninterruptibly();
                return false;
            }
        };
        awaitInVain(kernel);
        assertTrue(kernel.signals.get() >= 4, "signals: " + kernel.signals);
        assertEquals(1, kernel.calls.get());
    }

    /** On a busy machine a short deadline may be over before the kernel is asked. */
    private static void awaitInVain(Kernel kernel) throws Exception {
        awaitInVain(kernel, false);
    }

    private static void awaitInVain(Kernel kernel, boolean virtual) throws Exception {
        for (int millis = 20; kernel.calls.get() == 0; millis *= 2) {
            Duration timeout = Duration.ofMillis(millis);
            assertFalse(start(virtual, () -> on(kernel).await(in(timeout))).get());
        }
    }

    @Test
    void virtualThreadGivesUpAtItsDeadline() throws Exception {
        Kernel kernel = atASignal(false);
        awaitInVain(kernel, true);
        assertEquals(1, kernel.calls.get());
    }

    /** The interrupter, or the timer, learns nothing of it, and the waiter does not stay for ever. */
    @Test
    void signalThatFailsIsSentAgain() throws Exception {
        Kernel kernel = new Kernel() {
            @Override
            public void interrupt(long thread) {
                if (signals.incrementAndGet() <= 3) {
                    throw new IllegalStateException("refused");
                }
                signal.release();
            }

            @Override
            boolean call(int number) {
                try {
                    assertTrue(signal.tryAcquire(20, TimeUnit.SECONDS), "nobody tried again");
                    return false;
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
        awaitInVain(kernel);
        assertEquals(1, kernel.calls.get());
    }

    @Test
    void noSignalOnceTheThreadIsOut() throws Exception {
        Kernel kernel = atASignal(false);
        assertFalse(on(kernel).await(in(Duration.ofMillis(5))));
        int sent = kernel.signals.get();
        // Longer than the longest pause between two signals.
        assertFalse(kernel.signal.tryAcquire(
                kernel.signal.availablePermits() + 1, 50, java.util.concurrent.TimeUnit.MILLISECONDS));
        assertEquals(sent, kernel.signals.get());
    }

    @Test
    void signalOfSomebodyElseIsIgnored() throws Exception {
        Kernel kernel = new Kernel() {
            @Override
            boolean call(int number) {
                return number == 3;
            }
        };
        assertTrue(on(kernel).await(NEVER));
        assertEquals(3, kernel.calls.get());
    }

    @Test
    void interruptedBeforeItWaits() {
        Kernel kernel = new Kernel() {
            @Override
            boolean call(int number) {
                throw new AssertionError("asked the kernel");
            }
        };
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> on(kernel).await(NEVER));
        assertFalse(Thread.interrupted(), "status is the caller's to set");
    }

    @Test
    void interruptAfterTheWaitIsNoneOfIt() throws Exception {
        AtomicInteger interrupts = new AtomicInteger();
        assertTrue(new InterruptHook(interrupts::incrementAndGet).whileHooked(() -> true));
        Thread.currentThread().interrupt();
        assertTrue(Thread.interrupted());
        assertEquals(0, interrupts.get());
    }

    @Test
    void lockWonInTheMomentOfTheInterruptIsKept() throws Exception {
        for (boolean virtual : new boolean[] {false, true}) {
            Kernel kernel = atASignal(true);
            var waiter = start(virtual, () -> {
                boolean acquired = on(kernel).await(NEVER);
                return acquired && Thread.currentThread().isInterrupted();
            });
            Background.await(() -> kernel.calls.get() == 1);
            waiter.interrupt();
            assertTrue(waiter.get(), "virtual: " + virtual);
        }
    }

    @Test
    void lockWonAtTheDeadlineIsKept() throws Exception {
        for (boolean virtual : new boolean[] {false, true}) {
            Kernel kernel = atASignal(true);
            boolean acquired = false;
            for (int millis = 5; kernel.calls.get() == 0; millis *= 2) {
                Duration timeout = Duration.ofMillis(millis);
                acquired = start(virtual, () -> on(kernel).await(in(timeout))).get();
            }
            assertTrue(acquired, "virtual: " + virtual);
        }
    }

    @Test
    void failureOfTheCallIsTheCallers() throws Exception {
        SysException failure = new SysException("flock", 37, "ENOLCK", ErrorKind.NOT_SUPPORTED);
        for (boolean virtual : new boolean[] {false, true}) {
            Kernel kernel = new Kernel() {
                @Override
                boolean call(int number) throws SysException {
                    throw failure;
                }
            };
            var waiter = start(
                    virtual,
                    () -> assertThrows(SysException.class, () -> on(kernel).await(NEVER)));
            assertSame(failure, waiter.get());
        }
    }

    @Test
    void virtualThreadHasAPlatformThreadBlockForIt() throws Exception {
        Kernel kernel = new Kernel() {
            @Override
            boolean call(int number) {
                Thread thread = Thread.currentThread();
                return !thread.isVirtual()
                        && thread.isDaemon()
                        && thread.getName().startsWith("portalocker-wait-");
            }
        };
        assertTrue(Background.startVirtual(() -> on(kernel).await(in(Duration.ofSeconds(30))))
                .get());
        assertEquals(1, kernel.calls.get());
    }

    private static <T> Background<T> start(boolean virtual, java.util.concurrent.Callable<T> work) {
        return virtual ? Background.startVirtual(work) : Background.start(work);
    }
}
