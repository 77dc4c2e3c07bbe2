package io.portalocker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.redis.LiveRedis;
import io.portalocker.testkit.Child;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code portalocker redis} when the lock is lost: what becomes of the command. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class RedisLossTest {
    private LiveRedis redis;

    @BeforeEach
    void start() {
        redis = LiveRedis.start();
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    private Child command(String script, String... options) {
        var arguments = new ArrayList<>(List.of("redis", "--url", redis.url()));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("loss", "--", "sh", "-c", script));
        return Child.java(Main.class, arguments.toArray(String[]::new)).expect("in");
    }

    private static void assertLost(Child command) {
        assertEquals(ExitStatus.DATA_ERROR, command.awaitExit(), command::transcript);
        assertTrue(
                command.transcript().contains("lost the lock of Redis channel 'loss' while the command runs"),
                command::transcript);
    }

    /** Whoever was started has the command's standard output, which ends with the last of them. */
    private static void assertNobodyIsLeft(Child command) {
        var end = assertThrows(AssertionError.class, command::line);
        assertTrue(end.getMessage().contains("has ended"), end::getMessage);
    }

    @Test
    void theCommandIsToldToEndWhenTheConnectionIsKilled() {
        try (var command = command("trap 'echo told; exit 3' TERM; echo in; while :; do sleep 0.05; done")) {
            redis.killHolders("loss");
            command.expect("told");
            assertLost(command);
            assertNobodyIsLeft(command);
        }
    }

    @Test
    void whatTheCommandStartedEndsWhenTheServerDies() {
        try (var command = command("sleep 1000 & sh -c 'echo in; sleep 1000'; echo survived")) {
            redis.close();
            assertLost(command);
            assertNobodyIsLeft(command);
        }
    }

    @Test
    void whoDoesNotListenIsKilled() {
        try (var command =
                command("(trap '' TERM; echo in; while :; do sleep 1; done) & wait", "--kill-after", "0.3")) {
            redis.killHolders("loss");
            assertLost(command);
            assertNobodyIsLeft(command);
        }
    }

    @Test
    void theCommandGoesOnIfItMay() throws Exception {
        try (var command = command("trap 'echo told' TERM; echo in; read line; echo $line; exit 3", "--keep-running")) {
            redis.killHolders("loss");
            while (!command.transcript().contains("lost the lock")) {
                Thread.sleep(5);
            }
            command.say("still here");
            command.expect("still here");
            assertLost(command);
        }
    }
}
