package io.portalocker.redis;

import io.portalocker.LockIOException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

    private Census(Session session, Participant participant, String channel) throws LockIOException {
        this.session = session;
        this.participant = participant;
        this.channel = channel;
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
     * @param before the clients that were listed before the ping
     * @param after the clients that were listed after the silence; all that was answered before is in {@code present}
     */
    record Silence(List<RedisHolder> present, Reply before, Reply after) implements Result {}

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

    /** Asks and counts. One may be silent, all may take, and the server may take for a reply, so many nanoseconds. */
    static Result take(
            Session session, Participant participant, String channel, long unavailable, long limit, long patience)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + limit;
        try (Census hasty = new Census(session, participant, channel)) {
            Result result = hasty.run(1, unavailable / LOOKS, until, patience);
            if (result != null) {
                return result;
            }
        }
        // Who may not list clients misses that right only when there is somebody to be ended: so no answer is looked at
        // here.
        Reply before = session.send(Reaper.LIST).getFirst();
        try (Census patient = new Census(session, participant, channel)) {
            Result result = patient.run(LOOKS, unavailable / LOOKS, until, patience);
            return result == null ? patient.silence(before, patience) : result;
        }
    }

    /** Null if somebody was silent all the time. */
    private @Nullable Result run(int looks, long length, long until, long patience)
            throws IOException, InterruptedException {
        List<Reply> replies = session.send(
                Request.of("SUBSCRIBE", responseChannel),
                countCommand(channel),
                Request.of("PUBLISH", channel, Messages.ping(responseChannel)));
        replies.get(0).await(patience);
        long expected = count(replies.get(1), patience);
        replies.get(2).await(patience);
        for (int look = 0; look < looks; look++) {
            long lookEnd = System.nanoTime() + length;
            // Who leaves without an answer shows in the count, so it pays to count soon.
            for (long step = FIRST_STEP; step > 0; step = Math.min(2 * step, lookEnd - System.nanoTime())) {
                awaitAnswers(expected, step);
                if (count(session.send(countCommand(channel)).getFirst(), patience) != expected) {
                    return new Unclear();
                }
                // All that was published before the count has been read by now: its reply came after them.
                if (answers.size() >= expected) {
                    return new Complete(List.copyOf(answers.values()));
                }
                if (System.nanoTime() - until >= 0) {
                    return new Unclear();
                }
            }
        }
        return null;
    }

    private Silence silence(Reply before, long patience) throws IOException, InterruptedException {
        List<Reply> replies = session.send(Reaper.LIST, countCommand(channel));
        replies.getLast().await(patience);
        return new Silence(List.copyOf(answers.values()), before, replies.getFirst());
    }

    @Override
    public void close() throws IOException {
        participant.census(null);
        if (!session.hasEnded()) {
            session.send(Request.of("UNSUBSCRIBE", responseChannel));
        }
    }

    private void awaitAnswers(long expected, long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        long left = nanos;
        while (answers.size() < expected && left > 0) {
            session.await(answered, left);
            left = until - System.nanoTime();
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
