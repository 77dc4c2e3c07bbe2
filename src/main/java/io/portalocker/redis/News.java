package io.portalocker.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one who waits hears: who has left, and who answers those who look whether anybody is there. */
final class News {

    private static final long RECENT = TimeUnit.SECONDS.toNanos(3);

    private final Bell bell = new Bell();

    /** Guarded by this. */
    private Messages.@Nullable Left left;

    /** When who last answered, and who. Guarded by this. */
    private final Map<String, Answer> answers = new HashMap<>();

    /** When somebody last said that it has the lock, or goes in next; null once somebody has left. Guarded by this. */
    private @Nullable Long taken;

    private record Answer(RedisHolder holder, long at) {}

    private final Line.Place place;

    /** Whether it waits inside, for the last of the others to leave. */
    private volatile boolean elected;

    private volatile boolean curious;

    News(Line.Place place) {
        this.place = place;
    }

    Bell bell() {
        return bell;
    }

    void elected(boolean now) {
        elected = now;
    }

    /** Whether to ring when somebody says that it has the lock. */
    void curious(boolean now) {
        curious = now;
    }

    /** Whether somebody has said since then that it has the lock or goes in next, and nobody has left after that. */
    synchronized boolean isTakenSince(long time) {
        return taken != null && taken - time >= 0;
    }

    /** Called by who reads the session only. */
    void heard(String message) {
        Messages.Left departure = Messages.departure(message);
        boolean concerns = message.isEmpty();
        synchronized (this) {
            if (departure != null) {
                left = departure;
                taken = null;
                concerns = isConcerned(departure);
            } else if (!message.isEmpty()) {
                RedisHolder holder = Messages.holder(message, 0);
                answers.put(holder.id(), new Answer(holder, System.nanoTime()));
                if (holder.mode() == RedisMode.EXCLUSIVE || holder.saysElected()) {
                    taken = System.nanoTime();
                    concerns = curious;
                }
            }
        }
        if (concerns) {
            bell.ring();
        }
    }

    /** Of those in line only the first two need to wake: the next, and who looks if it does not come. */
    private boolean isConcerned(Messages.Left departure) {
        return departure.guest() >= 0 || elected || Line.position(departure.line(), place) < 2;
    }

    /** Answers the latest departure since it was last asked, or null. */
    synchronized Messages.@Nullable Left takeLeft() {
        Messages.Left latest = left;
        left = null;
        return latest;
    }

    synchronized long answersSince(long time) {
        return answers.values().stream().filter(each -> each.at() - time >= 0).count();
    }

    /** When anybody answered last; long ago if nobody has. */
    synchronized long latestAnswer(long now) {
        return answers.values().stream().mapToLong(Answer::at).reduce(now - RECENT, (a, b) -> a - b > 0 ? a : b);
    }

    /** Whether somebody is inside who will leave without a word. */
    synchronized boolean hasForeigner() {
        long now = System.nanoTime();
        answers.values().removeIf(each -> now - each.at() > RECENT);
        return answers.values().stream().anyMatch(each -> !each.holder().announces());
    }
}
