package io.portalocker.redis;

import io.portalocker.internal.wait.LateClose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A plain connection, whose handshake is done. A platform thread that waits for an answer reads it itself: waking it through
 * another thread takes as long as the round trip. When nobody waits, the {@link EventLoop} reads.
 */
final class ChannelWire implements Wire {

    private static final int READ_AT_ONCE = 8192;

    /** More than this the server leaves unread only if it will never read again. */
    private static final int MOST_UNSENT = 1 << 20;

    private final SocketChannel channel;

    /** Guarded by who reads. */
    private final Resp resp = new Resp();

    private final ByteBuffer in = ByteBuffer.allocate(READ_AT_ONCE);

    /**
     * What a reader waits with, put here by who reads. Whoever takes it out has it alone: who has the connection rest, and gives
     * it back to the pool, or who closes.
     */
    private final AtomicReference<@Nullable Selector> selector = new AtomicReference<>();

    /** What the system did not take yet. Guarded by who writes. */
    private ByteBuffer unsent = ByteBuffer.allocate(0);

    ChannelWire(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        this.channel = channel;
    }

    @Override
    public void send(List<Request> requests) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        if (unsent.hasRemaining()) {
            out.write(unsent.array(), unsent.position(), unsent.remaining());
        }
        for (Request each : requests) {
            each.encode(out);
        }
        ByteBuffer all = ByteBuffer.wrap(out.toByteArray());
        channel.write(all);
        if (all.remaining() > MOST_UNSENT) {
            throw new IOException("the server reads nothing any more");
        }
        unsent = all;
    }

    @Override
    public void read(long nanos, Consumer<Object> sink) throws IOException {
        if (nanos > 0) {
            await(nanos);
        }
        int count = channel.read(in);
        while (count > 0) {
            boolean full = !in.hasRemaining();
            in.flip();
            Object value = resp.next(in);
            while (value != null) {
                sink.accept(value);
                value = resp.next(in);
            }
            in.clear();
            count = full ? channel.read(in) : 0;
        }
        if (count < 0) {
            throw new IOException("the server has ended the connection");
        }
    }

    private void await(long nanos) throws IOException {
        Selector mine = selector.get();
        try {
            if (mine == null) {
                mine = Selectors.take();
                selector.set(mine);
                channel.register(mine, SelectionKey.OP_READ);
            }
            mine.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999)));
            mine.selectedKeys().clear();
        } catch (ClosedSelectorException | ClosedChannelException e) {
            close();
            throw new IOException("closed", e);
        }
    }

    /** Registers for the loop, whose thread is about to read when there is something. To be called by who reads. */
    SelectionKey rest(Selector loop, Session session) throws IOException {
        Selector mine = selector.getAndSet(null);
        if (mine != null) {
            Selectors.giveBack(mine, channel);
        }
        SelectionKey key = channel.keyFor(loop);
        if (key == null) {
            return channel.register(loop, SelectionKey.OP_READ, session);
        }
        return key.interestOps(SelectionKey.OP_READ);
    }

    @Override
    public boolean isReadByAnybody() {
        return true;
    }

    /**
     * Closing the selector wakes who waits; the system's descriptor goes when the loop has looked. The channel first: who comes to
     * wait after that is refused by it.
     */
    @Override
    public void close() {
        LateClose.quietly(channel);
        Selector waiting = selector.getAndSet(null);
        if (waiting != null) {
            LateClose.quietly(waiting);
        }
        EventLoop.OF_JVM.forget();
    }
}
