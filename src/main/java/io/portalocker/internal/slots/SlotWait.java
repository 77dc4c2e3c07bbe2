package io.portalocker.internal.slots;

import io.portalocker.internal.wait.Backoff;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.LockWait;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * When one who waits for any slot of a semaphore looks at which.
 *
 * <p>The release of a slot whose file is kept open is news, after which all such slots are tried: that closes nothing, so
 * those who wait do not wake each other. From time to time every slot is looked at, because one may be freed without being
 * closed, its file may be replaced, there may be no news in this place, or more slots than files are kept.
 *
 * <p>Confined to the thread that waits.
 */
final class SlotWait implements AutoCloseable {

    /** A pause is at least this many times as long as the look at the slots took: many slots must not cost a processor. */
    private static final int REST = 4;

    /** A look that follows news is followed by the next as if so many had failed. */
    private static final int AFTER_NEWS = 2;

    private final SlotFiles files;
    private final SlotNews news;
    private final Ticker ticker;

    /** The pauses, none of which is longer than the caller's interval, where the release of each slot is news. */
    private final Backoff withNews;

    private final Backoff withoutNews;

    /** The longest rest, nanoseconds. */
    private final long checkInterval;

    /** How many looks at every slot have failed since the last news. */
    private int quietLooks;

    /** From when on every slot may be looked at. */
    private long rested;

    /** When every slot must be looked at. */
    private long due;

    SlotWait(SlotFiles files, SlotNews news, long checkInterval, Ticker ticker, RandomGenerator random) {
        this.files = files;
        this.news = news;
        this.checkInterval = checkInterval;
        this.ticker = ticker;
        withNews = new Backoff(Math.min(checkInterval, LockWait.SAFETY_PAUSE), random);
        withoutNews = new Backoff(Math.min(checkInterval, LockWait.LONGEST_PAUSE), random);
    }

    /** Has news announced; whether that is new for a slot, which must be tried once more then. */
    boolean subscribe() throws IOException {
        return files.subscribe(news.arrivals());
    }

    /** A look at every slot has failed. */
    void rest(long took) {
        quietLooks++;
        long now = ticker.nanoTime();
        rested = now + Math.min(checkInterval, REST * took);
        due = Math.max(rested, now + pause());
    }

    private long pause() {
        return (files.isAnyWithoutNews() ? withoutNews : withNews).pause(quietLooks);
    }

    /** Answers true if a slot whose file is kept may be free, false when it is time to look at every slot. */
    boolean awaitNews(Deadline deadline) throws InterruptedException {
        long pause = Math.min(deadline.remaining(), due - ticker.nanoTime());
        if (pause <= 0 || news.await(pause) != SlotNews.Kind.FILE_CLOSED) {
            return false;
        }
        // The kernel announces a closing a moment before it frees the lock.
        quietLooks = AFTER_NEWS;
        due = Math.max(rested, Math.min(due, ticker.nanoTime() + pause()));
        return true;
    }

    /** Ends the news. */
    @Override
    public void close() {
        files.unsubscribe();
    }
}
