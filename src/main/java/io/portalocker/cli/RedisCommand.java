package io.portalocker.cli;

import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.LockException;
import io.portalocker.LockIOException;
import io.portalocker.cli.Parsed.Given;
import io.portalocker.internal.command.Quoted;
import io.portalocker.internal.command.Word;
import io.portalocker.redis.RedisHold;
import io.portalocker.redis.RedisLease;
import io.portalocker.redis.RedisLeaseHold;
import io.portalocker.redis.RedisLock;
import io.portalocker.redis.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code portalocker redis}: what {@code run} does, with a lock of all machines that use the same server. */
final class RedisCommand implements Subcommand {

    private static final String DEFAULT_URL = "redis://localhost:6379";

    private static final Option URL = Option.value(
            "URL",
            "redis[s]://[user[:password]@]host[:port][/database]; by default what REDIS_URL says, or " + DEFAULT_URL
                    + ".",
            "--url");
    private static final Option SHARED = Option.flag("Take the lock shared.", "-s", "--shared");
    private static final Option TOKEN =
            Option.value("NAME", "Pass the fencing token to the command in this environment variable.", "--token-env");
    private static final Option UNAVAILABLE = Option.value(
            "SECONDS", "Take a holder for dead that is silent for so long; 1 by default.", "--unavailable-timeout");
    private static final Option LEASE = Option.value(
            "SECONDS",
            "Take a lease of that term instead, as RedisLease does, for servers with replicas: it is renewed while"
                    + " COMMAND runs. It does not exclude those who come without --lease.",
            "--lease");
    private static final Option REPLICAS =
            Option.value("N", "With --lease: hold it only when so many replicas have confirmed it.", "--replicas");
    private static final Option KEEP_RUNNING = Option.flag(
            "Let the command go on if the lock is lost: somebody else may hold it by then.", "--keep-running");
    private static final Option KILL_AFTER = Option.value(
            "SECONDS", "How long the command may take to end when the lock is lost; 5 by default.", "--kill-after");

    @Override
    public Syntax syntax() {
        return new Syntax(
                "redis",
                "Runs a command while a channel of a Redis server is locked, as portalocker.RedisLock does.",
                List.of(
                        new Syntax.Operand("CHANNEL", "The lock's name: printable ASCII without spaces."),
                        Syntax.COMMAND),
                Guard.options(URL, SHARED, TOKEN, UNAVAILABLE, LEASE, REPLICAS, KEEP_RUNNING, KILL_AFTER),
                List.of(
                        "If the lock is lost while COMMAND runs, standard error says so, COMMAND and all that it"
                            + " started get SIGTERM, and SIGKILL if they are still there after --kill-after; the exit"
                            + " status is 65.",
                        "The password in --url is seen by who can list processes: better put the URL into REDIS_URL."),
                List.of("REDIS_URL=redis://cache:6379 portalocker redis -n nightly -- report"));
    }

    @Override
    public int run(Parsed line, boolean mayBecome) throws IOException, InterruptedException {
        if (line.operands().isEmpty()) {
            throw Mistakes.missing(line, "CHANNEL", "nightly -- report");
        }
        if (line.has(REPLICAS) && !line.has(LEASE)) {
            throw new UsageException("--replicas goes with --lease");
        }
        try {
            return new Run(line).run();
        } catch (LockIOException e) {
            if (line.has(URL) || !String.valueOf(e.getMessage()).startsWith("cannot connect")) {
                throw e;
            }
            Messages.PLAIN.complain(e);
            Output.err()
                    .println("If the server is elsewhere: portalocker redis --url redis://HOST:6379 "
                            + Quoted.line(line.operands().subList(0, 1)) + " -- "
                            + Quoted.line(
                                    line.operands().subList(1, line.operands().size())));
            return ExitStatus.of(e);
        }
    }

    /** The server that an option says, or the environment. */
    static String address(Parsed line, Option url) {
        return line.last(url)
                .map(given -> given.value().text())
                .or(() -> Optional.ofNullable(System.getenv("REDIS_URL")))
                .orElse(DEFAULT_URL);
    }

    /** One run. */
    private static final class Run extends Guarded<Held> {

        private final Parsed line;
        private final Messages messages;
        private final Word channel;
        private final Optional<String> tokenVariable;
        private final Duration killAfter;

        Run(Parsed line) {
            super(Guard.of(line), 1);
            this.line = line;
            messages = Guard.of(line).messages();
            channel = line.operands().getFirst();
            tokenVariable = line.last(TOKEN).map(given -> given.value().text());
            killAfter = line.last(KILL_AFTER).map(Values::seconds).orElse(Duration.ofSeconds(5));
        }

        @Override
        LockBase<?, ? extends Held> lock() throws LockException {
            boolean shared = line.has(SHARED);
            if (line.has(LEASE)) {
                if (shared || line.has(UNAVAILABLE)) {
                    throw new UsageException("--lease has neither --shared nor --unavailable-timeout");
                }
                return lease();
            }
            if (shared && tokenVariable.isPresent()) {
                throw new UsageException("a shared lock has no token for --token-env");
            }
            return RedisLock.of(server(), channel.text())
                    .withShared(shared)
                    .withUnavailableTimeout(
                            line.last(UNAVAILABLE).map(Values::seconds).orElse(RedisLock.DEFAULT_UNAVAILABLE_TIMEOUT))
                    .withFencing(tokenVariable.isPresent());
        }

        private RedisLease lease() throws LockException {
            try {
                return RedisLease.at(address(), channel.text())
                        .withTerm(line.last(LEASE).map(Values::seconds).orElse(RedisLease.DEFAULT_TERM))
                        .withReplicas(line.last(REPLICAS)
                                .map(given -> Integer.parseInt(given.value().text()))
                                .orElse(0));
            } catch (NumberFormatException e) {
                throw new UsageException("option --replicas: not a number");
            } catch (IllegalArgumentException e) {
                throw new UsageException("--lease: " + e.getMessage());
            }
        }

        private String address() {
            return RedisCommand.address(line, URL);
        }

        private RedisServer server() {
            Optional<Given> url = line.last(URL);
            try {
                return RedisServer.at(address());
            } catch (IllegalArgumentException e) {
                String typed = url.map(given -> given.value().raw()).orElseGet(this::address);
                String what = (url.isPresent() ? "option --url" : "REDIS_URL") + ": " + e.getMessage();
                String better = "redis://" + typed.replaceFirst("^.*://", "");
                throw url.isPresent()
                        ? UsageException.instead(what, "For example", typed, better)
                        : new UsageException(
                                what,
                                "For example: REDIS_URL=" + better + " portalocker redis " + Quoted.word(channel)
                                        + " -- date");
            }
        }

        @Override
        String lockName() {
            return (line.has(LEASE) ? "Redis lease '" : "Redis channel '") + channel + "'";
        }

        @Override
        Map<String, String> environment(Held held) {
            return tokenVariable
                    .map(name -> Map.of(name, Long.toString(token(held))))
                    .orElse(Map.of());
        }

        private static long token(Held held) {
            return held instanceof RedisLeaseHold lease ? lease.fencingToken() : ((RedisHold) held).fencingToken();
        }

        @Override
        void started(Held held, Stopper stopper) {
            boolean keepRunning = line.has(KEEP_RUNNING);
            held.onLost(_ -> {
                messages.complain("lost the lock of " + lockName() + " while the command runs"
                        + (keepRunning ? "" : ", which is ended"));
                if (!keepRunning) {
                    stopper.stop(killAfter);
                }
            });
        }
    }
}
