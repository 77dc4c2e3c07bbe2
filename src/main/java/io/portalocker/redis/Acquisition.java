package io.portalocker.redis;

import io.portalocker.AlreadyLockedException;
import io.portalocker.LockException;
import io.portalocker.LockHolder;
import io.portalocker.LockIOException;
import io.portalocker.LockInterruptedException;
import io.portalocker.LockTimeoutException;
import io.portalocker.Waiting;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Takes a lock once: the queue of this JVM, a session, contending, and undoing in the reverse order of whatever was done
 * when it fails.
 */
final class Acquisition {

    /** A server that answers nothing for so long is gone, even if there is more time. */
    private static final long LONGEST_PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private static final long RECONNECT_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final RedisLock lock;
    private final Waiting waiting;
    private final Deadline deadline;

    /** Who was in the way, for a person to read. */
    private String rivals = "in this process";

    private List<LockHolder> holders = List.of();

    private final long asked = System.nanoTime();
    private Streak streak = new Streak(asked, false);

    private @Nullable LockIOException lastLoss;

    Acquisition(RedisLock lock, Waiting waiting) {
        this.lock = lock;
        this.waiting = waiting;
        this.deadline = Deadline.after(this.waiting.timeout(), Ticker.SYSTEM);
    }

    RedisHold orThrow() throws LockException {
        RedisHold hold = orNull();
        if (hold != null) {
            return hold;
        }
        Duration waited = Duration.ofNanos(deadline.elapsed());
        String message = "Redis channel '" + lock.channel() + "' at " + lock.server() + " is locked " + rivals;
        if (waiting.timeout().isZero()) {
            throw new AlreadyLockedException(message, waited, holders);
        }
        throw new LockTimeoutException(
                message + "; waited " + seconds(waited) + " of " + seconds(waiting.timeout()), waited, holders);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
    }

    /** Answers null when somebody else has the lock at the deadline. */
    @Nullable
    RedisHold orNull() throws LockException {
        Channels.Queue queue = Channels.OF_JVM.reference(lock.server(), lock.channel());
        RedisHold hold = null;
        try {
            hold = passGate(queue);
            return hold;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockInterruptedException("interrupted while waiting for Redis channel '" + lock.channel() + "'");
        } finally {
            if (hold == null) {
                Channels.OF_JVM.dereference(queue);
            }
        }
    }

    private @Nullable RedisHold passGate(Channels.Queue queue) throws LockException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!queue.gate.enter(lock.shared(), deadline)) {
            return null;
        }
        RedisHold hold = null;
        try {
            hold = connectAndContend(queue);
            return hold;
        } finally {
            if (hold == null) {
                queue.gate.leave(lock.shared());
            }
        }
    }

    private @Nullable RedisHold connectAndContend(Channels.Queue queue) throws LockException, InterruptedException {
        while (true) {
            Session session = Sessions.OF_JVM.reuse(lock.server());
            boolean fresh = session == null;
            try {
                if (session == null) {
                    session = Sessions.OF_JVM.open(lock.server());
                }
                return contend(queue, session);
            } catch (JedisDataException e) {
                throw RedisFailures.refused(lock.server(), "lock '" + lock.channel() + "'", e);
            } catch (LockIOException e) {
                // Redis that is down from the start is an error at once; one that goes away may come back in time.
                if (lastLoss == null || !e.symbol().isEmpty() || deadline.hasPassed()) {
                    throw e;
                }
                lastLoss = e;
            } catch (LockException e) {
                throw e;
            } catch (IOException e) {
                lastLoss = RedisFailures.lost(lock.server(), e);
                boolean silent = e instanceof Reply.Silence;
                if (silent) {
                    Sessions.OF_JVM.discard(lock.server(), e); // each of them would be as silent
                }
                if ((fresh || silent) && deadline.hasPassed()) {
                    throw lastLoss;
                }
            }
            if (fresh) {
                TimeUnit.NANOSECONDS.sleep(Math.min(RECONNECT_PAUSE, Math.max(deadline.remaining(), 1)));
            }
        }
    }

    private @Nullable RedisHold contend(Channels.Queue queue, Session session)
            throws IOException, InterruptedException {
        long unavailable = lock.unavailableTimeout().toNanos();
        long patience = Math.max(unavailable, Math.min(deadline.remaining(), LONGEST_PATIENCE));
        Contender contender = new Contender(lock, session, deadline, patience);
        Waiter waiter = new Waiter(lock, contender, deadline);
        boolean held = false;
        boolean broken = false;
        try {
            held = contendUntilDeadline(queue, contender, waiter);
            if (held) {
                waiter.stop(true);
                return new RedisHold(lock, session, contender.participant(), contender.token(), queue, streak);
            }
            rivals = describe(session, contender, patience);
            holders = Holders.inside(contender.lastPresent());
            return null;
        } catch (IOException e) {
            broken = true;
            session.end(e);
            throw e;
        } finally {
            if (!held && !broken) {
                giveUp(session, contender, waiter);
            }
        }
    }

    private void giveUp(Session session, Contender contender, Waiter waiter) {
        try {
            waiter.stop(false);
            contender.abandon();
            Sessions.OF_JVM.giveBack(lock.server(), session);
        } catch (IOException e) {
            session.end(e);
        }
    }

    private boolean contendUntilDeadline(Channels.Queue queue, Contender contender, Waiter waiter)
            throws IOException, InterruptedException {
        Channels.Promise promise = deadline.isImmediate() ? Channels.Promise.NONE : Channels.OF_JVM.promise(queue);
        if (promise.guest() >= 0) {
            contender.participant().sawGuest(promise.guestNow());
        }
        if (promise.guestsTurn() > 0) {
            waiter.giveWay(promise.guestsTurn());
        }
        Streak.Owed owed = promise.owed();
        boolean goesOn = owed != null && owed.take();
        if (goesOn) {
            contender.participant().line().replace(promise.line());
        } else if (promise.isWanted()) {
            waiter.queueUp(promise);
        }
        long conclusionBy = System.nanoTime() + lock.unavailableTimeout().toNanos();
        while (true) {
            Contender.Outcome outcome = attemptInTurn(queue, contender, conclusionBy);
            if (outcome == Contender.Outcome.HELD) {
                boolean cameBack = promise.isAtOnce(asked);
                streak = new Streak(goesOn && owed != null ? owed.streak().start() : System.nanoTime(), cameBack);
                return true;
            }
            if (goesOn && owed != null) {
                goesOn = false; // somebody came in between, who does not know of those in line
                contender.session().send(owed.announcement());
            }
            boolean unclear = outcome == Contender.Outcome.UNCLEAR && !(deadline.isImmediate() && contender.silence());
            // One attempt is one answer: where there is none yet, it goes on, but not for ever.
            if (deadline.hasPassed() && !(deadline.isImmediate() && unclear && System.nanoTime() - conclusionBy < 0)) {
                return false;
            }
            waiter.awaitChange(outcome);
        }
    }

    private Contender.Outcome attemptInTurn(Channels.Queue queue, Contender contender, long conclusionBy)
            throws IOException, InterruptedException {
        long patience = deadline.isImmediate() ? conclusionBy - System.nanoTime() : deadline.remaining();
        if (!queue.turn.tryLock(patience, TimeUnit.NANOSECONDS)) {
            return Contender.Outcome.CONTENDED;
        }
        try {
            return contender.attempt();
        } finally {
            queue.turn.unlock();
        }
    }

    private String describe(Session session, Contender contender, long patience)
            throws IOException, InterruptedException {
        String self = contender.participant().id();
        List<RedisHolder> others = contender.lastPresent().stream()
                .filter(each -> !each.id().equals(self))
                .toList();
        String description = others.isEmpty() ? "by an unknown holder" : "by " + describe(session, others, patience);
        if (!contender.silence()) {
            return description;
        }
        return description + "; a subscriber that is no holder never answers and keeps everybody out, "
                + (contender.strangers().isEmpty()
                        ? "and Redis does not list it"
                        : "one of those that Redis lists at " + String.join(", ", contender.strangers()));
    }

    private String describe(Session session, List<RedisHolder> others, long patience)
            throws IOException, InterruptedException {
        Map<String, String> addresses = deadline.isImmediate() ? Map.of() : addresses(session, patience);
        return others.stream()
                .map(each -> each.id() + " (" + each.mode().wire() + ")"
                        + (addresses.containsKey(each.id()) ? " from " + addresses.get(each.id()) : ""))
                .collect(Collectors.joining(", "));
    }

    private Map<String, String> addresses(Session session, long patience) throws IOException, InterruptedException {
        try {
            return Reaper.addresses(session, lock.channel(), patience);
        } catch (JedisDataException e) {
            return Map.of(); // not permitted: a message with less in it
        }
    }
}
