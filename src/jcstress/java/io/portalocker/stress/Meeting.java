package io.portalocker.stress;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has two actors go on at the same moment: left to themselves they drift apart over thousands of states and seldom meet. It
 * orders what they did before and nothing of what they do after.
 */
final class Meeting {

    private final AtomicInteger arrived = new AtomicInteger();

    void await() {
        arrived.incrementAndGet();
        while (arrived.get() < 2) {
            Thread.yield();
        }
    }
}
