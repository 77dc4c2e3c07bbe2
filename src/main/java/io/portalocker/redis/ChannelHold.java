package io.portalocker.redis;

import io.portalocker.internal.acquire.Loss;
import io.portalocker.internal.acquire.NamedHold;
import io.portalocker.internal.acquire.Outcome;
import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.NamedGates;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** The lock of a channel: held as long as its connection lives and somebody answers on it. */
final class ChannelHold extends NamedHold {

    private final ChannelKind kind;

    /** Written by the acquiring thread before others have these. */
    private @Nullable Stay stay;

    private @Nullable HealthCheck health;

    /** Whether the session serves somebody else by now. Written under this object's monitor. */
    private boolean left;

    /** What holds the lock, and since when. */
    record Stay(Session session, Participant participant, long token, Streak streak) {}

    ChannelHold(ChannelKind kind, NamedGates.Name gateName) {
        super(ChannelKind.GATES, gateName, kind.lock().shared());
        this.kind = kind;
    }

    RedisLock lock() {
        return kind.lock();
    }

    Stay stay() {
        return Objects.requireNonNull(stay);
    }

    long fencingToken() {
        if (stay().token() < 0) {
            throw new IllegalStateException(
                    shared() ? "a shared lock has no fencing token" : "the lock is without fencing");
        }
        return stay().token();
    }

    @Override
    public String name() {
        return "the lock of " + kind.name();
    }

    @Override
    protected Outcome attempt(Deadline deadline) throws IOException, InterruptedException {
        stay = new ChannelAttempt(kind, gateName(), gate(), deadline).orNull();
        return stay == null ? Outcome.CONTENDED : Outcome.HELD;
    }

    @Override
    protected void begin() {
        health = new HealthCheck(stay().session(), lock());
        super.begin();
        stay().participant().onEnd(this::ended);
        IOException end = stay().session().end();
        if (end != null) {
            ended(end); // before somebody listened
        }
    }

    /** Who tells of the end reads the connection, for which a release may be waiting that keeps others from judging. */
    private void ended(IOException why) {
        Thread.ofVirtual().name("portalocker-lost").start(() -> lose(loss(why)));
    }

    private Loss loss(@Nullable IOException why) {
        String message = name() + " was lost: " + (why == null ? "its connection ended" : why.getMessage());
        return new Loss(Loss.Reason.DISCONNECTED, message, Optional.ofNullable(why));
    }

    @Override
    protected @Nullable Loss overdue() {
        return stay().session().hasEnded() ? loss(stay().session().end()) : null;
    }

    /** Somebody else may have it, and will not if the server is heard of in time. */
    @Override
    protected boolean isInDoubt() {
        long proven = System.nanoTime() - stay().session().proven();
        return proven >= unavailable() / HealthCheck.IN_TIMEOUT * (HealthCheck.IN_TIMEOUT - 1);
    }

    private long unavailable() {
        return lock().unavailableTimeout().toNanos();
    }

    @Override
    protected void verify() throws IOException {
        Session session = stay().session();
        try (Uninterrupted talk = new Uninterrupted()) {
            talk.await(session.send(Request.of("PING")).getFirst(), unavailable());
        } catch (JedisDataException e) {
            return; // it refuses, on the connection the lock lives on
        } catch (IOException e) {
            session.end(e);
        }
        Loss lost = overdue();
        if (lost != null) {
            lose(lost);
            throw Refusal.lost(lost);
        }
    }

    /** Unsubscribing and ending the connection free the lock alike; only the first can be announced. */
    @Override
    protected void unlock() {
        Session session = stay().session();
        stopWatching();
        try (Uninterrupted talk = new Uninterrupted()) {
            session.catchUp(); // somebody may just have got into line
            Request unsubscribe = Request.of("UNSUBSCRIBE", lock().channel());
            Request forgetName = Request.of("CLIENT", "SETNAME", "");
            boolean keeps = !shared()
                    && stay().participant().guest() < 0
                    && stay().streak().mayGoOn();
            boolean announces = !keeps && isWanted(null);
            List<Reply> replies = announces
                    ? session.send(unsubscribe, announcement(), forgetName)
                    : session.send(unsubscribe, forgetName);
            talk.await(replies.getFirst(), Math.max(unavailable(), TimeUnit.SECONDS.toNanos(1)));
            if (keeps) {
                Streak.Owed owed = new Streak.Owed(stay().streak(), lock().server(), announcement());
                if (isWanted(owed)) {
                    EventLoop.OF_JVM.later(owed::pay);
                }
            } else if (isWanted(null) && !announces) {
                session.send(announcement()); // who got into line just now was heard before the answer
            }
            left = true;
            Sessions.OF_JVM.giveBack(lock().server(), session);
        } catch (IOException | JedisDataException e) {
            session.end(new IOException("closed on release", e));
        }
    }

    private void stopWatching() {
        stay().participant().onEnd(_ -> {});
        if (health != null) {
            health.stop();
        }
    }

    @Override
    protected void close() {
        if (stay != null && !left) {
            stopWatching();
            stay.session().end(new IOException("closed"));
        }
    }

    private boolean isWanted(Streak.@Nullable Owed owed) {
        List<Line.Place> line = stay().participant().line().places();
        long guest = stay().participant().guest();
        Promises.OF_JVM.promise(gateName(), line, guest, owed);
        return !line.isEmpty() || guest >= 0;
    }

    private Request announcement() {
        Participant participant = stay().participant();
        String message = Messages.left(participant.id(), participant.line().places(), participant.guest());
        return Request.of("PUBLISH", Participant.newsOf(lock().channel()), message);
    }
}
