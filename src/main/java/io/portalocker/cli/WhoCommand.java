package io.portalocker.cli;

import io.portalocker.LockException;
import io.portalocker.internal.command.LockQueue;
import io.portalocker.internal.command.Program;
import io.portalocker.internal.command.Word;
import io.portalocker.redis.RedisLease;
import io.portalocker.redis.RedisServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code portalocker who}: who holds locks and who waits for them, by every account there is. */
final class WhoCommand implements Subcommand {

    private static final Option JSON = Option.flag("Print a JSON array, an object for each FILE.", "--json");
    private static final Option REDIS = Option.flag(
            "Each FILE is the name of a channel, as for 'portalocker redis', of the server that REDIS_URL says.",
            "--redis");
    private static final Option LEASE =
            Option.flag("Each FILE is the name of a lease, as for 'portalocker redis --lease'.", "--lease");
    private static final Option URL =
            Option.value("URL", "Each FILE is the name of a channel of that server.", "--url");

    @Override
    public Syntax syntax() {
        return new Syntax(
                "who",
                "Prints who holds a lock: pid, shared or exclusive, when the process started, user, host, command, and"
                        + " that it holds, since when, or waits.",
                List.of(new Syntax.Operand(
                        "FILE...",
                        "Locked files, markers of soft locks, strict locks, pid files; the name of a semaphore, or the"
                                + " path that the names of its slots begin with.")),
                List.of(JSON, REDIS, LEASE, URL, Syntax.HELP, Syntax.VERSION),
                List.of(
                        "The system tells when a process started, not since when it holds the lock; markers and pid"
                            + " files tell that too. A dash stands for what is not told, such as the command of a"
                            + " process on another machine. Windows tells no more than who has a file open. Who waits"
                            + " is told for locks of Linux's kernel, if it waits there; else standard error says that"
                            + " it is not told. In JSON, null stands where something is not told.",
                        "Exit status: 0 if somebody holds one of them, 1 if nobody is known to, 66 if a FILE cannot be"
                                + " examined."),
                List.of(
                        "portalocker who /tmp/backup.lock",
                        "portalocker who --json /run/*.lock",
                        "portalocker who gpu",
                        "REDIS_URL=redis://cache:6379 portalocker who --redis nightly"));
    }

    @Override
    public int run(Parsed line, boolean mayBecome) throws IOException {
        if (line.operands().isEmpty()) {
            throw Mistakes.missing(line, "FILE", "/tmp/backup.lock");
        }
        boolean json = line.has(JSON);
        List<String> objects = new ArrayList<>();
        int status = ExitStatus.CONFLICT;
        boolean failed = false;
        for (Word file : line.operands()) {
            try {
                Claims claims = claims(line, file);
                status = claims.holders().isEmpty() ? status : 0;
                if (json) {
                    objects.add(claims.json(file));
                } else {
                    print(file, claims, line.operands().size() > 1, ofRedis(line));
                }
            } catch (LockException e) {
                Messages.PLAIN.complain(e);
                if (!ofRedis(line)) {
                    Mistakes.otherFile(file, line.operands()).ifPresent(Output.err()::println);
                }
                failed = true;
            }
        }
        if (json) {
            Output.out().println("[" + String.join(",\n ", objects) + "]");
        }
        return failed ? ExitStatus.NO_INPUT : status;
    }

    private static void print(Word file, Claims claims, boolean several, boolean ofRedis) {
        String name = several ? file + "\t" : "";
        claims.holders().forEach(claim -> Output.out().println(name + claim.text(false)));
        claims.waiters().forEach(claim -> Output.out().println(name + claim.text(true)));
        if (claims.holders().isEmpty()) {
            Messages.PLAIN.complain(
                    ofRedis || LockQueue.isTold()
                            ? "nobody is known to hold '" + file + "'"
                            : "not told: " + Program.system() + " names no holders of '" + file
                                    + "', and it is no marker");
        } else if (!claims.queueTold()) {
            Messages.PLAIN.complain("who waits for '" + file + "' is not told");
        }
    }

    private static boolean ofRedis(Parsed line) {
        return line.has(REDIS) || line.has(LEASE) || line.has(URL);
    }

    private static Claims claims(Parsed line, Word name) throws IOException {
        if (!ofRedis(line)) {
            return FileClaims.of(name);
        }
        String url = RedisCommand.address(line, URL);
        return line.has(LEASE)
                ? RedisClaims.of(RedisLease.at(url, name.text()))
                : RedisClaims.of(RedisServer.at(url), name);
    }
}
