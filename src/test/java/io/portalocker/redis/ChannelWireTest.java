package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Background;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections share what they wait with, one after the other, whatever becomes of one. */
@Timeout(120)
class ChannelWireTest {
    private static final int ROUNDS = 5_000;
    private static final byte[] ANSWER = "+OK\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Else the next connection is lost as soon as its reader waits. */
    @Test
    void closingOneThatComesToRestSpoilsNoOther() throws Exception {
        var next = new AtomicReference<ChannelWire>();
        var together = new CyclicBarrier(2);
        try (var server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Selector loop = Selector.open()) {
            var closing = Background.start(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    together.await(60, TimeUnit.SECONDS);
                    next.get().close();
                    together.await(60, TimeUnit.SECONDS);
                }
                return "done";
            });
            for (int i = 0; i < ROUNDS; i++) {
                SocketChannel channel = SocketChannel.open(server.getLocalAddress());
                try (SocketChannel peer = server.accept()) {
                    peer.write(ByteBuffer.wrap(ANSWER));
                    var wire = new ChannelWire(channel);
                    var session = Session.over(wire);
                    wire.read(TimeUnit.SECONDS.toNanos(30), answer -> {});
                    next.set(wire);
                    together.await(60, TimeUnit.SECONDS);
                    try {
                        EventLoop.register(wire, loop, session);
                    } catch (IOException | RuntimeException closed) {
                        // Its own end is its own.
                    }
                    together.await(60, TimeUnit.SECONDS);
                }
                loop.selectNow();
                assertNoneIsClosed();
            }
            closing.get();
        }
    }

    private static void assertNoneIsClosed() throws IOException {
        Selector kept = Selectors.take();
        assertTrue(kept.isOpen(), "whoever takes it next is lost");
        try (SocketChannel unregistered = SocketChannel.open()) {
            Selectors.giveBack(kept, unregistered);
        }
    }
}
