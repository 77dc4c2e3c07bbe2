package io.portalocker.redis;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection: its subscriptions and its commands. In RESP3 both share a connection, and the server handles what comes on
 * it in order; so "subscribe, then count" needs no answer in between, and a fencing token drawn here was drawn while the
 * subscription lived.
 *
 * <p>Whoever waits for something reads; when nobody does, the {@link EventLoop}. When the connection fails, the session has
 * ended. Nothing connects it again.
 */
final class Session {

    /** Whom a session tells what arrives, on the thread that reads, which must not be kept. */
    interface Listener {
        default void message(String channel, String message) {}

        default void ended(IOException why) {}
    }

    private static final Listener NOBODY = new Listener() {};

    private final Wire wire;

    /** Order on the wire is order in {@link #unanswered}. */
    private final ReentrantLock writing = new ReentrantLock();

    private final ReentrantLock reading = new ReentrantLock();

    private final Unanswered unanswered = new Unanswered();

    private volatile Listener listener = NOBODY;

    private final AtomicReference<@Nullable IOException> end = new AtomicReference<>();
    private final AtomicBoolean endTold = new AtomicBoolean();

    /** Whether it is on its way to the loop. */
    private final AtomicBoolean handedOver = new AtomicBoolean();

    /** What to do once when nobody waits on it any more. */
    private final AtomicReference<@Nullable Runnable> whenResting = new AtomicReference<>();

    /** Whether the loop reads it and nobody has read it since. Written while reading. */
    private volatile boolean watched;

    /** When the latest command that was answered had been sent. */
    private volatile long proven = System.nanoTime();

    private final Freshness freshness = new Freshness();

    private Session(Wire wire) {
        this.wire = wire;
    }

    /** Starts to read a connection whose handshake is done. */
    static Session over(Wire wire) {
        Session session = new Session(wire);
        if (!wire.isReadByAnybody()) {
            Thread.ofPlatform().daemon().name("portalocker-redis-reader").start(session::readAlways);
        }
        return session;
    }

    void listener(@Nullable Listener listener) {
        whenResting.set(null);
        this.listener = listener == null ? NOBODY : listener;
    }

    boolean hasEnded() {
        return end.get() != null;
    }

    @Nullable
    IOException end() {
        return end.get();
    }

    /** What is known of the server from this connection, and since when. */
    Freshness freshness() {
        return freshness;
    }

    long proven() {
        return proven;
    }

    /** Sends commands in one go. */
    List<Reply> send(Request... requests) throws IOException {
        writing.lock();
        try {
            return write(List.of(requests));
        } finally {
            writing.unlock();
        }
    }

    /** Sends commands unless somebody is sending, perhaps stuck in it; null then. */
    @Nullable
    List<Reply> sendUnlessBusy(Request... requests) throws IOException {
        if (!writing.tryLock()) {
            return null;
        }
        try {
            return write(List.of(requests));
        } finally {
            writing.unlock();
        }
    }

    private List<Reply> write(List<Request> requests) throws IOException {
        IOException ended = end.get();
        if (ended != null) {
            throw new IOException(ended.getMessage(), ended);
        }
        List<Reply> replies = new ArrayList<>(requests.size());
        try {
            for (Request each : requests) {
                Reply reply = new Reply(this, each.name());
                replies.add(reply);
                unanswered.add(reply);
            }
            wire.send(requests);
        } catch (IOException e) {
            end(e);
            throw e;
        } finally {
            if (end.get() != null) {
                // Jedis connects again when it finds its socket closed, which may have happened since we looked.
                wire.close();
                unanswered.fail(reason());
            }
        }
        return replies;
    }

    /** Ends the session, from any thread. */
    void end(IOException why) {
        end.compareAndSet(null, why);
        wire.close();
        unanswered.fail(reason());
        if (endTold.compareAndSet(false, true)) {
            listener.ended(reason());
        }
    }

    private IOException reason() {
        IOException reason = end.get();
        return reason == null ? new IOException("closed") : reason;
    }

    /** Waits for a reply, reading if nobody else does. */
    void await(Reply reply, long patience) throws InterruptedException {
        if (!readsItself()) {
            reply.park(patience);
            return;
        }
        long until = System.nanoTime() + patience;
        long left = patience;
        while (!reply.isDone() && left > 0) {
            readOnce(left, reply);
            left = until - System.nanoTime();
        }
        handOver(false);
    }

    /** Waits for a ring, which something that is read may cause; false if none came. */
    boolean await(Bell bell, long nanos) throws InterruptedException {
        if (!readsItself()) {
            return bell.await(nanos);
        }
        long until = System.nanoTime() + nanos;
        long left = nanos;
        boolean rung = bell.hasRung();
        while (!rung && left > 0 && !hasEnded()) {
            readOnce(left, null);
            rung = bell.hasRung();
            left = until - System.nanoTime();
        }
        handOver(false);
        return rung || bell.hasRung();
    }

    /** Waits for a ring for long, parked: the loop reads meanwhile. */
    boolean park(Bell bell, long nanos) throws InterruptedException {
        if (wire.isReadByAnybody()) {
            handOver(true);
        }
        return bell.await(nanos);
    }

    /** A virtual thread would keep its carrier while it reads. */
    private boolean readsItself() {
        if (!wire.isReadByAnybody()) {
            return false;
        }
        if (Thread.currentThread().isVirtual()) {
            handOver(true);
            return false;
        }
        return true;
    }

    private void readOnce(long nanos, @Nullable Reply wanted) throws InterruptedException {
        if (!reading.tryLock(nanos, TimeUnit.NANOSECONDS)) {
            return;
        }
        try {
            if (wanted == null || !wanted.isDone()) {
                watched = false;
                read(nanos);
            }
        } finally {
            reading.unlock();
        }
        if (Thread.interrupted()) {
            handOver(false);
            throw new InterruptedException();
        }
    }

    private void read(long nanos) {
        try {
            wire.read(nanos, this::arrived);
        } catch (IOException | RuntimeException e) {
            end(e instanceof IOException failure ? failure : new IOException(e.toString(), e));
        }
    }

    private void readAlways() {
        while (!hasEnded()) {
            read(Long.MAX_VALUE);
        }
    }

    /** Has the loop read from now on, unless it does. */
    private void handOver(boolean now) {
        if (watched) {
            return;
        }
        if (handedOver.compareAndSet(false, true)) {
            EventLoop.OF_JVM.watch(this, now);
        } else if (now) {
            EventLoop.OF_JVM.hurry();
        }
    }

    /** The loop's thread takes over, unless somebody reads, who hands it over again. */
    void rest(Selector selector) {
        handedOver.set(false);
        if (hasEnded() || !(wire instanceof ChannelWire channel) || !reading.tryLock()) {
            return;
        }
        try {
            EventLoop.register(channel, selector, this);
            watched = true;
            runWhenResting();
        } catch (IOException e) {
            end(e);
        } finally {
            reading.unlock();
        }
    }

    /** Has something done once nobody waits on it any more, by the loop; never, if the session ends before. */
    void whenResting(Runnable action) {
        whenResting.set(action);
        if (watched || !wire.isReadByAnybody()) {
            runWhenResting();
        }
    }

    private void runWhenResting() {
        Runnable action = whenResting.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }

    /** Reads what is there; false if somebody else reads. */
    boolean readIfNobodyDoes() {
        if (!reading.tryLock()) {
            return false;
        }
        try {
            read(0);
        } finally {
            reading.unlock();
        }
        return true;
    }

    /** Reads what has come by now: who judges silence must not judge what lies unread. */
    void catchUp() {
        if (wire.isReadByAnybody() && !hasEnded() && reading.tryLock()) {
            try {
                watched = false; // the loop may have found it taken
                read(0);
            } finally {
                reading.unlock();
            }
            handOver(false);
        }
    }

    private void arrived(Object value) {
        if (!(value instanceof Resp.Push push)) {
            answered(value);
            return;
        }
        List<Object> parts = push.parts();
        switch (String.valueOf(parts.getFirst())) {
            case "message" -> {
                if (parts.size() == 3) {
                    listener.message(String.valueOf(parts.get(1)), String.valueOf(parts.get(2)));
                }
            }
            // These come as pushes, and are all the answer there is.
            case "subscribe", "unsubscribe" -> answered(parts);
            default -> {}
        }
    }

    private void answered(Object value) {
        Reply reply = unanswered.next();
        if (reply == null) {
            end(new IOException("the server answers what was not asked"));
            return;
        }
        if (reply.sent() - proven > 0) {
            proven = reply.sent();
        }
        reply.complete(value);
    }
}
