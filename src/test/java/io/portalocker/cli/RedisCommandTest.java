package io.portalocker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.redis.LiveRedis;
import io.portalocker.redis.RedisLease;
import io.portalocker.testkit.Child;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** {@code portalocker redis}, with a real server. */
@Timeout(120)
class RedisCommandTest {

    @Test
    void theCommandRunsUnderTheLockAndHasItsToken() throws Exception {
        try (var redis = LiveRedis.start()) {
            long earlier = 0;
            for (int run = 1; run <= 2; run++) {
                try (var child = Child.java(
                        Main.class,
                        "redis",
                        "--url",
                        redis.url(),
                        "--token-env",
                        "FENCE",
                        "nightly",
                        "--",
                        "sh",
                        "-c",
                        "echo token=$FENCE; exit 3")) {
                    long token = Long.parseLong(child.line().replaceFirst("token=", ""));
                    assertTrue(token > earlier, "tokens grow");
                    earlier = token;
                    assertEquals(3, child.exitCode());
                }
            }
            try (var _ = redis.lock("nightly").acquire();
                    var child = Child.java(
                            Main.class,
                            "redis",
                            "--url",
                            redis.url(),
                            "-n",
                            "-E",
                            "9",
                            "--verbose",
                            "nightly",
                            "true")) {
                assertEquals(9, child.exitCode());
                assertTrue(child.transcript().contains("is locked by"), child.transcript());
            }
            try (var child = Child.java(Main.class, "redis", "--url", "redis://127.0.0.1:1", "nightly", "true")) {
                assertEquals(ExitStatus.DATA_ERROR, child.exitCode());
                assertTrue(child.transcript().contains("cannot connect to Redis 127.0.0.1:1"), child.transcript());
            }
            try (var child = Child.java(Main.class, "redis", "--url", "http://x", "nightly", "true")) {
                assertEquals(ExitStatus.USAGE, child.exitCode());
            }
        }
    }

    @Test
    void whoHoldsAChannel() throws Exception {
        try (var redis = LiveRedis.start()) {
            String[] who = {"who", "--json", "--url", redis.url(), "nightly"};
            try (var child = Child.java(Main.class, who)) {
                assertEquals(1, child.exitCode(), child::transcript);
                assertTrue(child.transcript().contains("\"held\": false"), child::transcript);
            }
            try (var _ = redis.lock("nightly").acquire();
                    var waiter = Child.java(Main.class, "redis", "--url", redis.url(), "nightly", "--", "true")) {
                assertTrue(waiter.pid() > 0);
                String holds = "\"holders\": [{\"by\": \"redis\", \"pid\": "
                        + ProcessHandle.current().pid() + ", \"mode\": \"exclusive\"";
                try (var child = Child.java(Main.class, who)) {
                    assertEquals(0, child.exitCode(), child::transcript);
                    assertTrue(child.transcript().contains(holds), child::transcript);
                }
            }
            try (var child = Child.java(Main.class, "who", "--url", "redis://127.0.0.1:1", "nightly")) {
                assertEquals(ExitStatus.NO_INPUT, child.exitCode(), child::transcript);
            }
        }
    }

    @Test
    void optionsMayFollowTheChannel() throws Exception {
        try (var redis = LiveRedis.start()) {
            try (var child = Child.java(
                    Main.class,
                    "redis",
                    "--url",
                    redis.url(),
                    "nightly",
                    "-w",
                    "30",
                    "--token-env",
                    "FENCE",
                    "--",
                    "sh",
                    "-c",
                    "echo token=$FENCE -n")) {
                assertTrue(child.line().matches("token=[1-9][0-9]* -n"));
                assertEquals(0, child.exitCode());
            }
            try (var _ = redis.lock("nightly").acquire();
                    var child = Child.java(
                            Main.class, "redis", "--url", redis.url(), "nightly", "-n", "-E9", "--", "true")) {
                assertEquals(9, child.exitCode());
            }
            try (var child = Child.java(
                    Main.class, "redis", "--url", redis.url(), "nightly", "sh", "-c", "echo \"$@\"", "--", "-n")) {
                assertEquals(ExitStatus.USAGE, child.exitCode());
            }
        }
    }

    @Test
    void theCommandRunsUnderALease() throws Exception {
        try (var redis = LiveRedis.start();
                var other = RedisClient.create(redis.url())) {
            try (var child = Child.java(
                    Main.class,
                    "redis",
                    "--url",
                    redis.url(),
                    "--lease",
                    "5",
                    "--token-env",
                    "FENCE",
                    "nightly",
                    "--",
                    "sh",
                    "-c",
                    "echo token=$FENCE; read line; exit 3")) {
                assertTrue(child.line().matches("token=[1-9][0-9]*"));
                assertTrue(RedisLease.of(other, "nightly").tryAcquire().isEmpty());
                child.say("go");
                assertEquals(3, child.exitCode());
            }
            try (var _ = RedisLease.of(other, "nightly").acquire();
                    var child = Child.java(
                            Main.class,
                            "redis",
                            "--url",
                            redis.url(),
                            "--lease",
                            "5",
                            "-n",
                            "-E",
                            "9",
                            "nightly",
                            "true")) {
                assertEquals(9, child.exitCode());
            }
            for (var wrong : new String[] {"--shared", "--unavailable-timeout=1", "--replicas=x"}) {
                try (var child = Child.java(
                        Main.class, "redis", "--url", redis.url(), "--lease", "5", wrong, "nightly", "true")) {
                    assertEquals(ExitStatus.USAGE, child.exitCode(), wrong);
                }
            }
        }
    }
}
