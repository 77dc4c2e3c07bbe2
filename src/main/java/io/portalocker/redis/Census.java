package io.portalocker.redis;

import io.portalocker.LockIOException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Asks all subscribers of a channel who they are. The result counts only if as many answered as there were before and
 * after; else somebody came or went, or is silent.
 *
 * <p>A count that stays the same does not say that nobody came or went: one may have left and another have come between two
 * counts, who never got the ping and will not answer it. So who asks in vain asks again soon, having listed who is there,
 * and only who is on the list and silent from then on may be given up.
 */
final class Census implements AutoCloseable {

    /**
     * How many looks there are in the time after which the silent are given up. Silence is counted in looks, each of
     * which the server must answer: so a pause of the server or of this JVM counts as one look, however long it was, and
     * nobody is killed for it.
     */
    private static final int LOOKS = 10;

    private static final long FIRST_STEP = TimeUnit.MILLISECONDS.toNanos(1);

    private final Session session;
    private final Participant participant;
    private final String channel;
    private final String responseChannel;
    private final ConcurrentMap<String, RedisHolder> answers = new ConcurrentHashMap<>();
    private final Bell answered = new Bell();
    private final long until;
    private final long patience;
    private long expected;

    private Census(Session session, Participant participant, String channel, long until, long patience)
            throws LockIOException {
        this.session = session;
        this.participant = participant;
        this.channel = channel;
        this.until = until;
        this.patience = patience;
        this.responseChannel = channel + "-" + Self.randomId();
        participant.census(this);
    }

    /** How it ended. */
    sealed interface Result {}

    /** All answered. */
    record Complete(List<RedisHolder> present) implements Result {}

    /** Somebody came or went, or the time was up. */
    record Unclear() implements Result {}

    /**
     * Some of those expected were silent for long enough.
     *
     * @param silent who is dead, for all that can be known; nobody if those who are silent are no holders
     * @param after the clients that were listed after the silence
     */
    record Silence(List<RedisHolder> present, Suspects silent, Reply after) implements Result {}

    /** Called by who reads the session only. */
    void answer(String from, String message) {
        if (from.equals(responseChannel)) {
            int legacy =
                    (int) answers.values().stream().filter(RedisHolder::legacy).count();
            RedisHolder holder = Messages.holder(message, legacy);
            answers.put(holder.id(), holder);
            answered.ring();
        }
    }

    /**
     * Asks and counts. One may be silent, all may take, and the server may take for a reply, so many nanoseconds. The hasty
     * give up as soon as somebody comes or goes; but where others do all the time, only who does not finds the dead.
     */
    static Result take(
            Session session,
            Participant participant,
            String channel,
            long unavailable,
            long limit,
            long patience,
            boolean hasty)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + limit;
        long length = unavailable / LOOKS;
        if (hasty) {
            try (Census census = new Census(session, participant, channel, until, patience)) {
                census.begin();
                Result result = census.look(length);
                if (result != null) {
                    return result;
                }
            }
        }
        // Who may not list clients misses that right only when there is somebody to be ended: so no answer is looked at
        // here.
        Reply before = session.send(Reaper.LIST).getFirst();
        try (Census census = new Census(session, participant, channel, until, patience)) {
            census.begin();
            return census.takeLooks(before, length);
        }
    }

    private void begin() throws IOException, InterruptedException {
        List<Reply> replies = session.send(Request.of("SUBSCRIBE", responseChannel), countCommand(channel), ping());
        replies.get(0).await(patience);
        expected = count(replies.get(1), patience);
        replies.get(2).await(patience);
    }

    private Request ping() {
        return Request.of("PUBLISH", channel, Messages.ping(responseChannel));
    }

    /** Null if nobody came or went, and somebody was silent all the time. */
    private @Nullable Result look(long length) throws IOException, InterruptedException {
        long lookEnd = System.nanoTime() + length;
        // Who leaves without an answer shows in the count, so it pays to count soon.
        for (long step = FIRST_STEP; step > 0; step = Math.min(2 * step, lookEnd - System.nanoTime())) {
            awaitAnswers(() -> answers.size() >= expected, step);
            if (count(session.send(countCommand(channel)).getFirst(), patience) != expected) {
                return new Unclear();
            }
            // All that was published before the count has been read by now: its reply came after them.
            if (answers.size() >= expected) {
                return new Complete(List.copyOf(answers.values()));
            }
            if (isLate()) {
                return new Unclear();
            }
        }
        return null;
    }

    private Result takeLooks(Reply before, long length) throws IOException, InterruptedException {
        Suspects suspects = new Suspects(channel, participant.id());
        for (int look = 0; look < LOOKS; look++) {
            Result result = look(length);
            if (result instanceof Unclear && !isLate()) {
                return takeLooksAmongPassers(suspects, before, look, length);
            }
            if (result != null) {
                return result;
            }
        }
        List<Reply> replies = session.send(Reaper.LIST, countCommand(channel));
        replies.getLast().await(patience);
        suspects.listed(before, patience).listed(replies.getFirst(), patience);
        suspects.haveAnswered(answers.values());
        return new Silence(List.copyOf(answers.values()), suspects, replies.getFirst());
    }

    /**
     * The count tells nothing any more. But whoever is listed before a ping is asked by it: so in each look that is left all
     * are listed and asked again, until those who were on every list have answered.
     */
    private Result takeLooksAmongPassers(Suspects suspects, Reply before, int looks, long length)
            throws IOException, InterruptedException {
        Reply list = before;
        try {
            for (int look = looks; look <= LOOKS; look++) {
                if (suspects.listed(list, patience).haveAnswered(answers.values()) || isLate()) {
                    return new Unclear();
                }
                List<Reply> replies = session.send(Reaper.LIST, ping());
                replies.getLast().await(patience);
                list = replies.getFirst();
                awaitAnswers(() -> suspects.haveAnswered(answers.values()), length);
            }
            Reply after = session.send(Reaper.LIST).getFirst();
            return suspects.listed(list, patience).listed(after, patience).haveAnswered(answers.values())
                    ? new Unclear()
                    : new Silence(List.copyOf(answers.values()), suspects, after);
        } catch (JedisDataException e) {
            return new Unclear(); // it may not list clients
        }
    }

    private boolean isLate() {
        return System.nanoTime() - until >= 0;
    }

    @Override
    public void close() throws IOException {
        participant.census(null);
        if (!session.hasEnded()) {
            session.send(Request.of("UNSUBSCRIBE", responseChannel));
        }
    }

    private void awaitAnswers(BooleanSupplier enough, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (!enough.getAsBoolean() && left > 0) {
            session.await(answered, left);
            left = end - System.nanoTime();
        }
    }

    static Request countCommand(String channel) {
        return Request.of("PUBSUB", "NUMSUB", channel);
    }

    static long count(Reply reply, long patience) throws IOException, InterruptedException {
        Object answer = reply.await(patience);
        if (answer instanceof List<?> pair && pair.size() == 2 && pair.getLast() instanceof Long number) {
            return number;
        }
        if (answer instanceof Map<?, ?> map
                && map.size() == 1
                && map.values().iterator().next() instanceof Long number) {
            return number;
        }
        throw new IOException("the answer to PUBSUB NUMSUB is no count");
    }

    /** A look for this long at least; below it, looks would be all there is. */
    static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(LOOKS);
}
