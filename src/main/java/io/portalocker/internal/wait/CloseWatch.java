package io.portalocker.internal.wait;

import io.portalocker.internal.sys.CloseEvents;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.text.Log;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells waiters that somebody closed a file they wait for. There is one source of events a JVM, because a user may have
 * few (128 by default on Linux), and one thread that reads it; both are gone when nobody has waited for a while.
 */
public final class CloseWatch {

    private static final int IDLE_MILLISECONDS = (int) TimeUnit.SECONDS.toMillis(10);
    private static final long CLOSED = -1;

    private final CloseEvents events;

    /** Starts the thread. */
    private final Consumer<Runnable> listener;

    /** Who waits for which watch. Guarded by this. */
    private final Map<Integer, List<Semaphore>> waiters = new HashMap<>();

    /** The source, or {@link #CLOSED}. Guarded by this. */
    private long source = CLOSED;

    /** Makes a watch that has nothing open yet. */
    public CloseWatch(CloseEvents events) {
        this(
                events,
                task -> Thread.ofPlatform().daemon().name("portalocker-events").start(task));
    }

    CloseWatch(CloseEvents events, Consumer<Runnable> listener) {
        this.events = events;
        this.listener = listener;
    }

    /** A waiter's interest in some files. */
    public final class Subscription implements AutoCloseable {

        private final Semaphore news;
        private final List<Integer> watches = new ArrayList<>();

        private Subscription(Semaphore news) {
            this.news = news;
        }

        /**
         * Waits for news of any of the files; what came since the last time counts. Answers whether there was news.
         */
        public boolean await(long nanos) throws InterruptedException {
            boolean heard = news.tryAcquire(nanos, TimeUnit.NANOSECONDS);
            news.drainPermits();
            return heard;
        }

        /** Ends the interest. */
        @Override
        public void close() {
            unsubscribe(this);
        }
    }

    /** Watches open files. News of what happens from now on is not lost. */
    public Subscription subscribe(long... descriptors) throws SysException {
        return subscribe(new Semaphore(0), descriptors);
    }

    /**
     * Watches open files for one who waits for other news too: the semaphore is released for each piece. What happens
     * from now on is not lost.
     */
    public synchronized Subscription subscribe(Semaphore news, long... descriptors) throws SysException {
        if (source == CLOSED) {
            listenTo(events.open());
        }
        Subscription subscription = new Subscription(news);
        try {
            for (long descriptor : descriptors) {
                int watch = events.watch(source, descriptor);
                waiters.computeIfAbsent(watch, w -> new ArrayList<>()).add(subscription.news);
                subscription.watches.add(watch);
            }
            return subscription;
        } catch (SysException | RuntimeException | Error e) {
            unsubscribe(subscription);
            throw e;
        }
    }

    /** An OutOfMemoryError is how a JVM says that there can be no more threads; nobody would ever close the source then. */
    private void listenTo(long opened) throws SysException {
        try {
            source = opened;
            listener.accept(this::listen);
        } catch (OutOfMemoryError e) {
            closeSource();
            throw new SysException("pthread_create", 0, "no thread", ErrorKind.OTHER);
        }
    }

    private synchronized void unsubscribe(Subscription subscription) {
        for (int watch : subscription.watches) {
            List<Semaphore> those = waiters.get(watch);
            if (those != null && those.remove(subscription.news) && those.isEmpty()) {
                waiters.remove(watch);
                unwatch(watch);
            }
        }
        subscription.watches.clear();
    }

    private void unwatch(int watch) {
        try {
            events.unwatch(source, watch);
        } catch (SysException e) {
            // The file is gone, and its watch with it.
        }
    }

    private void listen() {
        try {
            while (true) {
                int[] watches = events.await(openSource(), IDLE_MILLISECONDS);
                if (watches.length == 0 ? closeIfIdle() : !wake(watches)) {
                    return;
                }
            }
        } catch (SysException | RuntimeException | Error e) {
            // Whatever ends the thread: a source that nobody reads must not stay, or nobody would open another.
            closeBroken();
            Log.warning("no more news of closed files", e);
        }
    }

    private synchronized long openSource() {
        return source;
    }

    private synchronized boolean wake(int[] watches) {
        for (int watch : watches) {
            Collection<List<Semaphore>> concerned =
                    watch == CloseEvents.LOST ? waiters.values() : List.of(waiters.getOrDefault(watch, List.of()));
            concerned.forEach(those -> those.forEach(Semaphore::release));
        }
        return true;
    }

    private synchronized boolean closeIfIdle() {
        if (!waiters.isEmpty()) {
            return false;
        }
        closeSource();
        return true;
    }

    /** Waiters go on with their slow polls; the next one opens a new source. */
    private synchronized void closeBroken() {
        waiters.clear();
        closeSource();
    }

    /** Once, whatever comes of it: its number may be another file's by the next time. */
    private synchronized void closeSource() {
        long closing = source;
        source = CLOSED;
        try {
            events.close(closing);
        } catch (SysException e) {
            Log.debug("close of the news of closed files", e);
        }
    }
}
