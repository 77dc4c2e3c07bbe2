package io.portalocker.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A network between a client and a server, which can be slow, or swallow everything without closing anything: what a
 * partition, a dead router or a half-open connection look like from either side.
 */
final class Proxy implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final ServerSocket listening;
    private final int target;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private volatile boolean up = true;
    private volatile boolean down = true;
    private volatile long delay;

    Proxy(int target) {
        this.target = target;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("proxy").start(this::accept);
    }

    String url() {
        return "redis://127.0.0.1:" + listening.getLocalPort();
    }

    /** Nothing passes in either direction, and nobody is told. */
    void partition() {
        up = false;
        down = false;
    }

    /** The server hears the client, and the client nothing: half of a connection. */
    void deafen() {
        down = false;
    }

    /** The client hears the server, and the server nothing: the other half. */
    void mute() {
        up = false;
    }

    /** Each direction takes so long. */
    void slow(long millis) {
        delay = millis;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket();
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                Thread.ofPlatform().daemon().name("proxy-up").start(() -> copy(client, server, true));
                Thread.ofPlatform().daemon().name("proxy-down").start(() -> copy(server, client, false));
            }
        } catch (IOException e) {
            closeSockets(); // the test is over
        }
    }

    private void copy(Socket from, Socket to, boolean upwards) {
        byte[] bytes = new byte[BUFFER];
        try {
            int length = from.getInputStream().read(bytes);
            while (length >= 0) {
                if (delay > 0) {
                    LockSupport.parkNanos(delay * 1_000_000);
                }
                if (upwards ? up : down) {
                    to.getOutputStream().write(bytes, 0, length);
                }
                length = from.getInputStream().read(bytes);
            }
            // An end is news, and news does not pass.
            if (upwards ? up : down) {
                to.close();
            }
        } catch (IOException e) {
            if (upwards ? up : down) {
                closeQuietly(to);
            }
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeSockets() {
        sockets.forEach(Proxy::closeQuietly);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        closeSockets();
    }
}
