package io.portalocker.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reports of a wait, by a clock that the test moves. */
@Timeout(60)
class ReporterTest {

    /** Time that passes when the test lets a pause end. */
    private static final class Pauses implements Ticker {
        private final Semaphore permits = new Semaphore(0);
        private final CountDownLatch interrupted = new CountDownLatch(1);
        private final AtomicLong now = new AtomicLong(7);

        @Override
        public long nanoTime() {
            return now.get();
        }

        @Override
        public void pause(long nanos) throws InterruptedException {
            try {
                permits.acquire();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            now.addAndGet(nanos);
        }
    }

    private final Pauses time = new Pauses();
    private final LinkedBlockingQueue<Duration> reports = new LinkedBlockingQueue<>();

    private Duration next() throws InterruptedException {
        time.permits.release();
        return reports.take();
    }

    @Test
    void oneReportASecondUntilTheWaitIsOver() throws Exception {
        try (var _ = Reporter.start(reports::add, time)) {
            for (int second = 1; second <= 3; second++) {
                assertEquals(Duration.ofSeconds(second), next());
                assertTrue(reports.isEmpty());
            }
        }
        assertTrue(time.interrupted.await(30, TimeUnit.SECONDS), "it goes on after the end");
        assertTrue(reports.isEmpty());
    }
}
