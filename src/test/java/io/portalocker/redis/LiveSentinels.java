package io.portalocker.redis;

import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Requirements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.exceptions.JedisException;

/** A master, a replica of it, and three sentinels that watch them. */
final class LiveSentinels implements AutoCloseable {

    static final String MASTER = "main";

    private final List<Child> sentinels = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    final LiveRedis first = LiveRedis.start("--repl-diskless-sync-delay", "0");
    final LiveRedis second = LiveRedis.start("--repl-diskless-sync-delay", "0");

    LiveSentinels(Path directory) {
        Requirements.requireProgram("redis-sentinel");
        replicate(first, second);
        for (int i = 0; i < 3; i++) {
            int port = LiveRedis.freePort();
            Path configuration = directory.resolve("sentinel-" + i + ".conf");
            String text = """
                port %d
                bind 127.0.0.1
                dir %s
                sentinel monitor %s 127.0.0.1 %d 2
                sentinel down-after-milliseconds %s 1000
                sentinel failover-timeout %s 4000
                """.formatted(port, directory, MASTER, first.port(), MASTER, MASTER);
            try {
                Files.writeString(configuration, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            ports.add(port);
            sentinels.add(Child.start("redis-sentinel", configuration.toString()));
        }
        Background.await(() -> ports.stream().allMatch(this::knowsAll));
    }

    static void replicate(LiveRedis master, LiveRedis replica) {
        try (Jedis admin = replica.client();
                Jedis there = master.client()) {
            admin.replicaof("127.0.0.1", master.port());
            Background.await(() -> there.info("replication").contains("state=online"));
        }
    }

    private boolean knowsAll(int port) {
        try (Jedis sentinel = new Jedis("127.0.0.1", port)) {
            return sentinel.sentinelSentinels(MASTER).size() == 2
                    && sentinel.sentinelReplicas(MASTER).size() == 1
                    && sentinel.sentinelReplicas(MASTER).getFirst().get("flags").equals("slave");
        } catch (JedisException e) {
            return false;
        }
    }

    /** Who is the master, as the sentinels say now. */
    HostAndPort master() {
        for (int port : ports) {
            try (Jedis sentinel = new Jedis("127.0.0.1", port)) {
                List<String> address = sentinel.sentinelGetMasterAddrByName(MASTER);
                if (address != null) {
                    return new HostAndPort(address.get(0), Integer.parseInt(address.get(1)));
                }
            } catch (JedisException e) {
                // the next may know
            }
        }
        throw new IllegalStateException("no sentinel answers");
    }

    /** Where the sentinels say. */
    RedisServer server() {
        return RedisServer.connectedBy(() -> new Connection(master()));
    }

    RedisSentinelClient client() {
        Set<HostAndPort> addresses =
                ports.stream().map(port -> new HostAndPort("127.0.0.1", port)).collect(Collectors.toSet());
        return RedisSentinelClient.builder()
                .masterName(MASTER)
                .sentinels(addresses)
                .build();
    }

    /** Has the replica promoted, and waits until the sentinels say so. */
    void failOver() {
        HostAndPort before = master();
        Background.await(() -> {
            try (Jedis sentinel = new Jedis("127.0.0.1", ports.getFirst())) {
                sentinel.sentinelFailover(MASTER);
                return true;
            } catch (JedisException e) {
                return !master().equals(before); // one is under way, or no replica is fit yet
            }
        });
        Background.await(() -> !master().equals(before));
    }

    @Override
    public void close() {
        sentinels.forEach(Child::close);
        first.close();
        second.close();
    }
}
