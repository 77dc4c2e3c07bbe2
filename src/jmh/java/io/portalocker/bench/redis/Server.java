package io.portalocker.bench.redis;

import io.portalocker.redis.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/** A {@code redis-server} of the bench's own, on the loopback interface, without persistence. */
public final class Server implements AutoCloseable {

    private final Process process;
    private final String url;

    private Server(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts one, if there is such a program. */
    public static Optional<Server> start() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        List<String> command = List.of(
                "redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no");
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return Optional.empty(); // it is not on the PATH
        }
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (line != null && !line.contains("eady to accept connections")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("redis-server has ended");
        }
        return Optional.of(new Server(process, "redis://127.0.0.1:" + port));
    }

    public String url() {
        return url;
    }

    public RedisServer address() {
        return RedisServer.at(url);
    }

    /** The same server, but with another queue in this JVM: what another process is. */
    public RedisServer fromElsewhere() {
        return RedisServer.at(url + "/0");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
