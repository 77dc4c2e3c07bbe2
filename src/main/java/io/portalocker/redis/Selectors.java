package io.portalocker.redis;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * What threads wait for one connection with. A few are kept: making one costs three system calls and two descriptors.
 */
final class Selectors {

    private static final int MOST_KEPT = 4;
    private static final ConcurrentLinkedDeque<Selector> KEPT = new ConcurrentLinkedDeque<>();

    private Selectors() {}

    static Selector take() throws IOException {
        Selector kept = KEPT.poll();
        return kept == null ? Selector.open() : kept;
    }

    /** Takes one back, which waits for the channel no more. */
    static void giveBack(Selector selector, SocketChannel channel) throws IOException {
        SelectionKey key = channel.keyFor(selector);
        if (key != null) {
            key.cancel();
        }
        boolean clean = false;
        try {
            selector.selectNow(); // only then has the key gone
            clean = true;
        } finally {
            if (clean && KEPT.size() < MOST_KEPT) {
                KEPT.push(selector);
            } else {
                selector.close();
            }
        }
    }
}
