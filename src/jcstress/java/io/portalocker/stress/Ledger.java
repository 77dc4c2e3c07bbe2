package io.portalocker.stress;

/** Two fields that are not volatile, equal when nobody writes them: 11 is once, 22 is twice, 21 is in between. */
final class Ledger {

    private static final int BASE = 10;
    private static final int PAUSE = 400;

    private int x;
    private int y;

    /** Adds to both and reads both. */
    int add(int amount) {
        x += amount;
        y += amount;
        return read();
    }

    /** The same with microseconds in between, for actors that take longer to enter than to write. */
    int addSlowly(int amount) {
        x += amount;
        for (int i = 0; i < PAUSE; i++) {
            Thread.onSpinWait();
        }
        y += amount;
        return read();
    }

    int read() {
        return x * BASE + y;
    }
}
