package io.portalocker.redis;

import java.util.concurrent.TimeUnit;

/** What was asked of a server on one connection so recently that it need not be asked again. */
final class Freshness {

    private static final long FENCED_FOR = TimeUnit.SECONDS.toNanos(1);

    /** The channel whose fencing counter was compared with the clock latest, and when. */
    private volatile Fenced fenced = new Fenced("", System.nanoTime());

    /** When the server's standing was last looked at. */
    private volatile long judged = System.nanoTime();

    private record Fenced(String channel, long at) {}

    /** Whether nobody has looked at the server's standing for so many nanoseconds. */
    boolean isUnjudgedFor(long nanos) {
        return System.nanoTime() - judged > nanos;
    }

    void judged() {
        judged = System.nanoTime();
    }

    boolean isFenced(String channel) {
        Fenced latest = fenced;
        return latest.channel().equals(channel) && System.nanoTime() - latest.at() < FENCED_FOR;
    }

    /** A token was drawn; the comparison holds for a while from the first on. */
    void fenced(String channel) {
        if (!isFenced(channel)) {
            fenced = new Fenced(channel, System.nanoTime());
        }
    }
}
