package io.portalocker.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Connects without TLS, by TCP or a local socket, for Jedis to say hello; the channel is ours afterwards. */
final class PlainSockets implements JedisSocketFactory {

    private final RedisUri where;
    private final int timeout;
    private @Nullable SocketChannel channel;

    PlainSockets(RedisUri where, int timeout) {
        this.where = where;
        this.timeout = timeout;
    }

    SocketChannel channel() {
        return java.util.Objects.requireNonNull(channel, "not connected");
    }

    @Override
    public Socket createSocket() {
        if (!where.path().isEmpty()) {
            return local(UnixDomainSocketAddress.of(where.path()));
        }
        JedisConnectionException failure = new JedisConnectionException("cannot connect to " + where.address());
        for (InetAddress each : addresses()) {
            try {
                SocketChannel open = SocketChannel.open();
                try {
                    open.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    open.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
                    open.socket().connect(new InetSocketAddress(each, where.port()), timeout);
                    channel = open;
                    return open.socket();
                } catch (IOException | RuntimeException e) {
                    open.close();
                    throw e;
                }
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private List<InetAddress> addresses() {
        try {
            return List.of(InetAddress.getAllByName(where.host()));
        } catch (IOException e) {
            throw new JedisConnectionException("unknown host " + where.host(), e);
        }
    }

    private Socket local(SocketAddress address) {
        List<IOException> failures = new ArrayList<>();
        try {
            SocketChannel open = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                open.connect(address);
                channel = open;
                return new ChannelSocket(open);
            } catch (IOException e) {
                open.close();
                throw e;
            }
        } catch (IOException e) {
            failures.add(e);
        }
        throw new JedisConnectionException("cannot connect to " + where.address(), failures.getFirst());
    }

    /** As much of a socket as Jedis uses; a channel of a local socket has none. */
    private static final class ChannelSocket extends Socket {
        private final SocketChannel channel;

        ChannelSocket(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public InputStream getInputStream() {
            return Channels.newInputStream(channel);
        }

        @Override
        public OutputStream getOutputStream() {
            return Channels.newOutputStream(channel);
        }

        @Override
        public void setSoTimeout(int timeout) {
            // a channel's stream has none; a local server that accepts and says nothing is not waited for elsewhere
            // either
        }

        @Override
        public boolean isConnected() {
            return channel.isConnected();
        }

        @Override
        public boolean isBound() {
            return true;
        }

        @Override
        public boolean isClosed() {
            return !channel.isOpen();
        }

        @Override
        public boolean isInputShutdown() {
            return false;
        }

        @Override
        public boolean isOutputShutdown() {
            return false;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
