package io.portalocker.redis;

import io.portalocker.LockException;
import io.portalocker.LockIOException;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.NamedGates;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One attempt at the lock of a channel, from inside this JVM's gate: a session, contending on it, and undoing what
 * failed.
 */
final class ChannelAttempt {

    /** A server that answers nothing for so long is gone, even if there is more time. */
    private static final long LONGEST_PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private static final long RECONNECT_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final ChannelKind kind;
    private final RedisLock lock;
    private final NamedGates.Name channel;
    private final Gate gate;
    private final Deadline deadline;

    private Streak streak;

    private @Nullable LockIOException lastLoss;

    ChannelAttempt(ChannelKind kind, NamedGates.Name channel, Gate gate, Deadline deadline) {
        this.kind = kind;
        this.lock = kind.lock();
        this.channel = channel;
        this.gate = gate;
        this.deadline = deadline;
        this.streak = new Streak(kind.asked(), false);
    }

    /** Answers null when somebody else has the lock at the deadline. */
    ChannelHold.@Nullable Stay orNull() throws LockException, InterruptedException {
        while (true) {
            Session session = Sessions.OF_JVM.reuse(lock.server());
            boolean fresh = session == null;
            try {
                if (session == null) {
                    session = Sessions.OF_JVM.open(lock.server());
                }
                return contend(session);
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

    private ChannelHold.@Nullable Stay contend(Session session) throws IOException, InterruptedException {
        long unavailable = lock.unavailableTimeout().toNanos();
        long patience = Math.max(unavailable, Math.min(deadline.remaining(), LONGEST_PATIENCE));
        Contender contender;
        try {
            contender = new Contender(lock, session, deadline, patience);
        } catch (LockIOException e) {
            session.end(e);
            throw e;
        }
        Waiter waiter = new Waiter(lock, contender, deadline);
        boolean held = false;
        boolean broken = false;
        try {
            held = contendUntilDeadline(contender, waiter);
            if (held) {
                waiter.stop(true);
                return new ChannelHold.Stay(session, contender.participant(), contender.token(), streak);
            }
            kind.lostTo(describe(session, contender, patience), Holders.inside(contender.lastPresent()));
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

    private boolean contendUntilDeadline(Contender contender, Waiter waiter) throws IOException, InterruptedException {
        Promises.Promise promise = deadline.isImmediate() ? Promises.Promise.NONE : Promises.OF_JVM.promise(channel);
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
            Contender.Outcome outcome = attemptInTurn(contender, conclusionBy);
            if (outcome == Contender.Outcome.HELD) {
                boolean cameBack = promise.isAtOnce(kind.asked());
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

    private Contender.Outcome attemptInTurn(Contender contender, long conclusionBy)
            throws IOException, InterruptedException {
        if (!lock.shared()) {
            return contender.attempt(); // alone in this JVM
        }
        Deadline turn = deadline.isImmediate()
                ? Deadline.after(Duration.ofNanos(Math.max(0, conclusionBy - System.nanoTime())), Ticker.SYSTEM)
                : deadline;
        Contender.Outcome[] outcome = {Contender.Outcome.CONTENDED};
        gate.inTurn(turn, () -> {
            outcome[0] = contender.attempt();
            return true;
        });
        return outcome[0];
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
