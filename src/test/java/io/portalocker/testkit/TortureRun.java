package io.portalocker.testkit;

import java.time.Duration;

/** What {@code mvn -Ptorture verify -Dtorture.minutes=60 -Dtorture.seed=7} asks for; ordinary tests ask for nothing. */
public final class TortureRun {
    private static final int MINUTES = Integer.getInteger("portalocker.torture.minutes", 0);
    private static final long SEED = Long.getLong("portalocker.torture.seed", 0);

    private TortureRun() {}

    /** How long to go on: one of so many equal shares of the minutes. */
    public static Duration share(Duration ordinary, int shares) {
        return MINUTES == 0 ? ordinary : Duration.ofMinutes(MINUTES).dividedBy(shares);
    }

    /** The one that is given, else a new one each time. */
    public static long seed() {
        return SEED == 0 ? System.nanoTime() : SEED;
    }

    /** The only scenario that is wanted; empty for all. */
    public static String scenario() {
        return System.getProperty("portalocker.torture.scenario", "");
    }
}
