package io.portalocker.redis;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that reads all connections nobody is waiting for, so that pings are answered whatever the application's
 * threads do. A connection comes here a moment after it was last waited for: who takes a lock and frees it at once never
 * pays for waking this thread.
 */
final class EventLoop {

    static final EventLoop OF_JVM = new EventLoop();

    /**
     * For how many milliseconds a connection may wait for this thread after its last use, with nobody to answer pings.
     */
    private static final long TICK = 3;

    private static final long TICKING = TimeUnit.MILLISECONDS.toNanos(30);
    /** How many milliseconds the thread stays when there is nothing to read. */
    private static final long REST = 1000;

    /** How long what is to be done a moment later waits. */
    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(1);

    private final Queue<Session> arrivals = new ConcurrentLinkedQueue<>();
    private final Queue<Later> later = new ConcurrentLinkedQueue<>();

    private record Later(long since, Runnable action) {}

    /** Whether the thread looks at {@link #arrivals} every {@link #TICK} by itself. */
    private volatile boolean ticking;

    /** Set when the thread is started; guarded by this. */
    private boolean running;

    /** Null before the first connection: one that is opened with this class could fail for the JVM's life. */
    private volatile @Nullable Selector selector;

    private EventLoop() {}

    private boolean isOpen() {
        Selector now = selector;
        return now != null && now.isOpen();
    }

    private void wakeUp() {
        Selector now = selector;
        if (now != null) {
            now.wakeup(); // nothing happens if it is closed
        }
    }

    /** Has the session read from within a moment on, or at once. */
    void watch(Session session, boolean now) {
        arrivals.add(session);
        if (!isOpen()) {
            start();
        }
        if (now || !ticking) {
            wakeUp();
        }
    }

    /** Has something done in a moment, without waiting for anything, by a thread that a session is on its way to. */
    void later(Runnable action) {
        later.add(new Later(System.nanoTime(), action));
    }

    private void runLater() {
        Later first = later.peek();
        while (first != null && System.nanoTime() - first.since() > MOMENT) {
            later.poll();
            first.action().run();
            first = later.peek();
        }
    }

    /** Has those who are on their way here read from now on. */
    void hurry() {
        wakeUp();
    }

    /** A connection was closed, and has to leave the selector. */
    void forget() {
        if (isOpen() && !ticking) {
            wakeUp();
        }
    }

    private synchronized void start() {
        if (running) {
            return;
        }
        Selector opened;
        try {
            opened = Selector.open();
        } catch (IOException e) {
            return; // no descriptors: whoever waits for an answer will see it; the next arrival tries again
        }
        selector = opened;
        running = true;
        Thread.ofPlatform().daemon().name("portalocker-redis").start(() -> run(opened));
    }

    private void run(Selector mine) {
        long lastArrival = System.nanoTime();
        long lastUse = lastArrival;
        while (true) {
            try {
                boolean arrived = admit(mine);
                runLater();
                long now = System.nanoTime();
                if (arrived) {
                    lastArrival = now;
                }
                if (arrived || !mine.keys().isEmpty()) {
                    lastUse = now;
                }
                ticking = now - lastArrival < TICKING;
                if (ticking) {
                    mine.select(this::serve, TICK);
                } else if (arrivals.isEmpty()) {
                    if (now - lastUse > TimeUnit.MILLISECONDS.toNanos(REST) && ended(mine)) {
                        return;
                    }
                    mine.select(this::serve, REST);
                }
            } catch (IOException | RuntimeException e) {
                // Of one connection, which its own reader sees when it reads; the others go on.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    private synchronized boolean ended(Selector mine) throws IOException {
        if (!arrivals.isEmpty()) {
            return false;
        }
        mine.close();
        running = false;
        if (!arrivals.isEmpty()) {
            start(); // it came when the selector was still open
        }
        return true;
    }

    private boolean admit(Selector mine) {
        boolean any = false;
        Session next = arrivals.poll();
        while (next != null) {
            any = true;
            next.rest(mine);
            next = arrivals.poll();
        }
        return any;
    }

    private void serve(SelectionKey key) {
        if (!(key.attachment() instanceof Session session)) {
            return;
        }
        try {
            if (!session.readIfNobodyDoes()) {
                key.interestOps(0); // whoever reads hands it over again
            }
        } catch (CancelledKeyException e) {
            // it was closed just now
        }
    }

    /** Registers, for a session. */
    static void register(ChannelWire wire, Selector selector, Session session) throws IOException {
        try {
            wire.rest(selector, session);
        } catch (CancelledKeyException e) {
            throw new ClosedChannelException();
        }
    }
}
