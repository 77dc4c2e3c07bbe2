package io.portalocker.redis;

import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Requirements;
import io.portalocker.testkit.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ClientKillParams;
import redis.embedded.core.ExecutableProvider;

/**
 * A real server, a child of the test's, on a free port of the loopback interface, without persistence: the
 * {@code redis-server} of the machine, or that of the embedded-redis library.
 */
public final class LiveRedis implements AutoCloseable {

    private final String program;
    private final List<String> arguments;
    private final int port;
    private final Path directory = temporary();
    private Child process;

    private LiveRedis(String program, String... arguments) {
        this.program = program;
        this.arguments = Arrays.asList(arguments);
        this.port = freePort();
        this.process = launch();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("portalocker-redis");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static LiveRedis start(String... arguments) {
        return new LiveRedis(onPath() ? "redis-server" : embeddedProgram().toString(), arguments);
    }

    /** The library's program, whatever the machine has. */
    static LiveRedis embedded() {
        return new LiveRedis(embeddedProgram().toString());
    }

    private static boolean onPath() {
        return Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "redis-server")));
    }

    private static Path embeddedProgram() {
        try {
            return ExecutableProvider.newJarResourceProvider().get().toPath();
        } catch (IOException | RuntimeException e) {
            Requirements.require(false, "redis-server on the PATH, or one of embedded-redis for this machine: " + e);
            throw new IllegalStateException(e);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Child launch() {
        List<String> command = new ArrayList<>(List.of(
                program, "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
        if (!arguments.contains("--dir")) {
            command.addAll(List.of("--dir", directory.toString())); // a replica writes what it gets
        }
        command.addAll(arguments);
        Child child = Child.start(command);
        while (!child.line().contains("eady to accept connections")) {
            // Redis says it last.
        }
        return child;
    }

    int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public RedisServer server() {
        return RedisServer.at(url());
    }

    public RedisLock lock(String channel) {
        return RedisLock.of(server(), channel);
    }

    HostAndPort address() {
        return new HostAndPort("127.0.0.1", port);
    }

    /** A client to look and tamper with. */
    Jedis client() {
        return new Jedis(address());
    }

    Connection connection() {
        return new Connection(address());
    }

    /** That of embedded-redis is older than most. */
    void requireVersion(int major) {
        try (Jedis client = client()) {
            String version = client.info("server").split("redis_version:", 2)[1].split("\\R", 2)[0];
            Requirements.require(
                    Integer.parseInt(version.split("\\.", 2)[0]) >= major,
                    "redis-server " + major + " or later on the PATH, not " + version);
        }
    }

    /** How many are subscribed to a channel. */
    long subscribers(String channel) {
        try (Jedis client = client()) {
            return client.pubsubNumSub(channel).get(channel);
        }
    }

    /** How often a client was told to end others; always 0 before Redis 7, which does not count that. */
    long kills() {
        try (Jedis client = client()) {
            var calls = Pattern.compile("cmdstat_client\\|kill:calls=(\\d+)").matcher(client.info("commandstats"));
            return calls.find() ? Long.parseLong(calls.group(1)) : 0;
        }
    }

    /** Its clients but for the one that asks, as {@code CLIENT LIST} shows them. */
    List<Map<String, String>> clients() {
        try (Jedis client = client()) {
            long me = client.clientId();
            return client.clientList()
                    .lines()
                    .map(LiveRedis::fields)
                    .filter(each -> !each.get("id").equals(Long.toString(me)))
                    .toList();
        }
    }

    private static Map<String, String> fields(String line) {
        return Arrays.stream(line.split(" "))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field.length > 1 ? field[1] : ""));
    }

    /** Ends the connections that hold a lock of a channel, as {@code CLIENT KILL} does. */
    public void killHolders(String channel) {
        try (Jedis client = client()) {
            clients().stream()
                    .filter(each -> each.get("name").startsWith(channel + "-lock-"))
                    .forEach(each -> client.clientKill(
                            ClientKillParams.clientKillParams().id(each.get("id"))));
        }
    }

    Child process() {
        return process;
    }

    void kill() {
        process.close();
    }

    void restart() {
        process.close();
        process = launch();
    }

    /** Lets it hang, and go on. */
    void signal(String signal) {
        Signals.send(signal, process.pid());
    }

    @Override
    public void close() {
        process.close();
        // A child of the server's may still be writing there what a replica asked for.
        Background.await(this::isRemoved);
    }

    private boolean isRemoved() {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.delete(directory);
            return true;
        } catch (NoSuchFileException closedBefore) {
            return true;
        } catch (DirectoryNotEmptyException filled) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
