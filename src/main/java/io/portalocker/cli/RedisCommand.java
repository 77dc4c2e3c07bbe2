package io.portalocker.cli;

import io.portalocker.LockBase;
import io.portalocker.redis.RedisHold;
import io.portalocker.redis.RedisLock;
import io.portalocker.redis.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portalocker redis}: what {@code run} does, with a lock of all machines that use the same server. */
@Command(
        name = "redis",
        description = "Runs a command while a channel of a Redis server is locked, as portalocker.RedisLock does.",
        footer = {
            "",
            "If the lock is lost while COMMAND runs, standard error says so, COMMAND and all that it started get"
                    + " SIGTERM, and SIGKILL if they are still there after --kill-after; the exit status is 65.",
            "The password in --url is seen by who can list processes: better put the URL into REDIS_URL."
        })
final class RedisCommand extends GuardedCommand<RedisHold> {

    private static final String DEFAULT_URL = "redis://localhost:6379";

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CHANNEL", description = "The lock's name: printable ASCII without spaces.")
    private String channel = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "[--] COMMAND [ARG...]", description = COMMAND)
    private List<String> operands = List.of();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "redis[s]://[user[:password]@]host[:port]; by default what REDIS_URL says, or " + DEFAULT_URL + ".")
    private Optional<String> url = Optional.empty();

    @Option(
            names = {"-s", "--shared"},
            description = "Take the lock shared.")
    private boolean shared;

    @Option(
            names = "--token-env",
            paramLabel = "NAME",
            description = "Pass the fencing token to the command in this environment variable.")
    private Optional<String> tokenVariable = Optional.empty();

    @Option(
            names = "--unavailable-timeout",
            paramLabel = "SECONDS",
            converter = LockOptions.Seconds.class,
            description = "Take a holder for dead that is silent for so long; 1 by default.")
    private Duration unavailableTimeout = RedisLock.DEFAULT_UNAVAILABLE_TIMEOUT;

    @Option(
            names = "--keep-running",
            description = "Let the command go on if the lock is lost: somebody else may hold it by then.")
    private boolean keepRunning;

    @Option(
            names = "--kill-after",
            paramLabel = "SECONDS",
            converter = LockOptions.Seconds.class,
            description = "How long the command may take to end when the lock is lost; 5 by default.")
    private Duration killAfter = Duration.ofSeconds(5);

    RedisCommand() {}

    @Override
    List<String> operands() {
        return Separator.checked(spec, operands);
    }

    @Override
    LockBase<?, RedisHold> lock() {
        if (shared && tokenVariable.isPresent()) {
            throw new IllegalArgumentException("a shared lock has no token for --token-env");
        }
        String address =
                url.or(() -> Optional.ofNullable(System.getenv("REDIS_URL"))).orElse(DEFAULT_URL);
        return RedisLock.of(RedisServer.at(address), channel)
                .withShared(shared)
                .withUnavailableTimeout(unavailableTimeout)
                .withFencing(tokenVariable.isPresent());
    }

    @Override
    String lockName() {
        return "Redis channel '" + channel + "'";
    }

    @Override
    Map<String, String> environment(RedisHold held) {
        return tokenVariable
                .map(name -> Map.of(name, Long.toString(held.fencingToken())))
                .orElse(Map.of());
    }

    @Override
    void started(RedisHold held, Stopper stopper) {
        held.onLost(() -> {
            options.complain("lost the lock of " + lockName() + " while the command runs"
                    + (keepRunning ? "" : ", which is ended"));
            if (!keepRunning) {
                stopper.stop(killAfter);
            }
        });
    }
}
