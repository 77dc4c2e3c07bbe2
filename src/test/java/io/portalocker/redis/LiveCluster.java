package io.portalocker.redis;

import io.portalocker.testkit.Background;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;

/** Three masters that share the slots of a cluster. */
final class LiveCluster implements AutoCloseable {

    private static final int SLOTS = 16_384;

    private final List<LiveRedis> nodes = new ArrayList<>();

    LiveCluster(Path directory) {
        try (LiveRedis any = LiveRedis.start()) {
            any.requireVersion(7); // for the ports of the cluster's bus
        }
        for (int i = 0; i < 3; i++) {
            Path own = directory.resolve("node-" + i);
            try {
                Files.createDirectories(own);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            nodes.add(LiveRedis.start(
                    "--cluster-enabled",
                    "yes",
                    "--cluster-node-timeout",
                    "2000",
                    "--cluster-port",
                    Integer.toString(LiveRedis.freePort()),
                    "--dir",
                    own.toString()));
        }
        for (int i = 0; i < 3; i++) {
            int from = SLOTS * i / 3;
            int to = SLOTS * (i + 1) / 3;
            try (Jedis node = nodes.get(i).client()) {
                node.clusterAddSlots(IntStream.range(from, to).toArray());
                for (LiveRedis other : nodes) {
                    node.sendCommand(
                            redis.clients.jedis.Protocol.Command.CLUSTER,
                            "MEET",
                            "127.0.0.1",
                            Integer.toString(other.port()),
                            bus(other));
                }
            }
        }
        Background.await(() -> nodes.stream().allMatch(LiveCluster::isWhole));
    }

    private static String bus(LiveRedis node) {
        try (Jedis client = node.client()) {
            return client.configGet("cluster-port").get("cluster-port");
        }
    }

    private static boolean isWhole(LiveRedis node) {
        try (Jedis client = node.client()) {
            String info = client.clusterInfo();
            return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3");
        }
    }

    RedisClusterClient client() {
        return RedisClusterClient.create(nodes.getFirst().address());
    }

    @Override
    public void close() {
        nodes.forEach(LiveRedis::close);
    }
}
