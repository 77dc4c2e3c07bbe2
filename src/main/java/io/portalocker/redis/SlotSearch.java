package io.portalocker.redis;

import io.portalocker.LockException;
import io.portalocker.LockInterruptedException;
import io.portalocker.Waiting;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Takes the lowest free slot of a semaphore. All slots are counted with one command; only one that nobody is subscribed to
 * is tried, and once a check interval all are, since a holder may be dead.
 */
final class SlotSearch {

    private final RedisSemaphore semaphore;
    private final Waiting waiting;
    private final Deadline deadline;
    private final List<RedisLock> slots;
    private final Bell departures = new Bell();

    SlotSearch(RedisSemaphore semaphore, Waiting waiting) {
        this.semaphore = semaphore;
        this.waiting = waiting;
        this.deadline = Deadline.after(waiting.timeout(), Ticker.SYSTEM);
        this.slots = IntStream.range(0, semaphore.maximum())
                .mapToObj(semaphore::slot)
                .toList();
    }

    /** Answers null when all were taken at the deadline. */
    @Nullable
    RedisPermit orNull() throws LockException {
        Session session = null;
        try {
            while (true) {
                try {
                    if (session == null) {
                        session = open();
                    }
                    return search(session);
                } catch (LockException e) {
                    throw e;
                } catch (JedisDataException e) {
                    throw RedisFailures.refused(semaphore.server(), "search '" + semaphore.name() + "'", e);
                } catch (IOException e) {
                    if (session != null) {
                        session.end(e);
                        session = null;
                    }
                    if (deadline.hasPassed() && !deadline.isImmediate()) {
                        throw RedisFailures.lost(semaphore.server(), e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockInterruptedException(
                    "interrupted while waiting for Redis semaphore '" + semaphore.name() + "'");
        } finally {
            if (session != null) {
                stopListening(session);
            }
        }
    }

    private Session open() throws LockException {
        Session reused = Sessions.OF_JVM.reuse(semaphore.server());
        return reused == null ? Sessions.OF_JVM.open(semaphore.server()) : reused;
    }

    private @Nullable RedisPermit search(Session session) throws IOException, InterruptedException {
        long patience = semaphore.unavailableTimeout().toNanos();
        session.listener(new Session.Listener() {
            @Override
            public void message(String channel, String message) {
                departures.ring();
            }

            @Override
            public void ended(IOException why) {
                departures.ring();
            }
        });
        boolean listening = false;
        while (true) {
            Pace pace = Pace.of(waiting.checkInterval().toNanos(), true);
            do {
                List<Long> counts = counts(session, patience);
                for (int slot = 0; slot < slots.size(); slot++) {
                    RedisPermit permit = counts.get(slot) == 0 ? attempt(slot) : null;
                    if (permit != null) {
                        return permit;
                    }
                }
                if (!listening && !deadline.isImmediate()) {
                    // Count again afterwards: what was freed before we listened was announced to nobody.
                    listen(session);
                    listening = true;
                } else if (!deadline.hasPassed()) {
                    departures.await(Math.min(pace.next(), Math.max(1, deadline.remaining())));
                }
            } while (!deadline.hasPassed() && !pace.isOver());
            RedisPermit permit = attemptAll();
            if (permit != null || deadline.hasPassed()) {
                return permit;
            }
        }
    }

    /** Asks the holders of all slots, which clears away the dead; that takes time, which must be there. */
    private @Nullable RedisPermit attemptAll() throws LockException {
        boolean time = deadline.isImmediate()
                || deadline.remaining() > semaphore.unavailableTimeout().toNanos();
        for (int slot = 0; time && slot < slots.size(); slot++) {
            RedisPermit permit = attempt(slot);
            if (permit != null) {
                return permit;
            }
        }
        return null;
    }

    private @Nullable RedisPermit attempt(int slot) throws LockException {
        return slots.get(slot)
                .tryAcquire()
                .map(hold -> new RedisPermit(hold, slot))
                .orElse(null);
    }

    private List<Long> counts(Session session, long patience) throws IOException, InterruptedException {
        Request command = Request.of("PUBSUB", "NUMSUB")
                .with(slots.stream().map(RedisLock::channel).toList());
        if (session.send(command).getFirst().await(patience) instanceof List<?> pairs
                && pairs.size() == 2 * slots.size()) {
            List<Long> counts = new ArrayList<>();
            for (int i = 1; i < pairs.size(); i += 2) {
                counts.add(pairs.get(i) instanceof Long count ? count : Long.valueOf(1));
            }
            return counts;
        }
        throw new IOException("the answer to PUBSUB NUMSUB is no list of counts");
    }

    private void listen(Session session) throws IOException {
        session.send(slots.stream()
                .map(slot -> Request.of("SUBSCRIBE", Participant.newsOf(slot.channel())))
                .toArray(Request[]::new));
    }

    private void stopListening(Session session) {
        try {
            session.send(slots.stream()
                    .map(slot -> Request.of("UNSUBSCRIBE", Participant.newsOf(slot.channel())))
                    .toArray(Request[]::new));
            Sessions.OF_JVM.giveBack(semaphore.server(), session);
        } catch (IOException e) {
            session.end(e);
        }
    }
}
