package io.portalocker.redis;

import io.portalocker.LockException;
import io.portalocker.LockHolder;
import io.portalocker.internal.acquire.Acquisition;
import io.portalocker.internal.wait.Deadline;
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
final class SlotSearch implements Acquiring.Request<ChannelHold> {

    private final RedisSemaphore semaphore;
    private final List<RedisLock> slots;
    private final Bell departures = new Bell();
    private int found;

    SlotSearch(RedisSemaphore semaphore) {
        this.semaphore = semaphore;
        this.slots = IntStream.range(0, semaphore.maximum())
                .mapToObj(semaphore::slot)
                .toList();
    }

    /** Which slot was taken. */
    int found() {
        return found;
    }

    @Override
    public String name() {
        return "Redis semaphore '" + semaphore.name() + "'";
    }

    @Override
    public String rivals() {
        return "all " + slots.size() + " slots of " + name() + " at " + semaphore.server() + " are taken";
    }

    @Override
    public List<LockHolder> holders() {
        return List.of();
    }

    @Override
    public @Nullable ChannelHold take(Deadline deadline) throws IOException, InterruptedException {
        Session session = null;
        try {
            while (true) {
                try {
                    if (session == null) {
                        session = open();
                    }
                    return search(session, deadline);
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

    private @Nullable ChannelHold search(Session session, Deadline deadline) throws IOException, InterruptedException {
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
            Pace pace = Pace.of(semaphore.waiting().checkInterval().toNanos());
            do {
                List<Long> counts = counts(session, patience);
                for (int slot = 0; slot < slots.size(); slot++) {
                    ChannelHold hold = counts.get(slot) == 0 ? attempt(slot) : null;
                    if (hold != null) {
                        return hold;
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
            ChannelHold hold = attemptAll(deadline);
            if (hold != null || deadline.hasPassed()) {
                return hold;
            }
        }
    }

    /** Asks the holders of all slots, which clears away the dead; that takes time, which must be there. */
    private @Nullable ChannelHold attemptAll(Deadline deadline) throws IOException, InterruptedException {
        boolean time = deadline.isImmediate()
                || deadline.remaining() > semaphore.unavailableTimeout().toNanos();
        for (int slot = 0; time && slot < slots.size(); slot++) {
            ChannelHold hold = attempt(slot);
            if (hold != null) {
                return hold;
            }
        }
        return null;
    }

    private @Nullable ChannelHold attempt(int slot) throws IOException, InterruptedException {
        found = slot;
        return Acquisition.take(new ChannelKind(slots.get(slot)), Deadline.IMMEDIATE);
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
