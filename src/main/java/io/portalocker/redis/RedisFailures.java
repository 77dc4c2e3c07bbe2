package io.portalocker.redis;

import io.portalocker.LockException;
import io.portalocker.LockIOException;
import io.portalocker.LockLostException;
import io.portalocker.LockUnsupportedException;
import io.portalocker.internal.acquire.Loss;
import io.portalocker.internal.acquire.Refusal;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.util.Locale;
import redis.clients.jedis.exceptions.JedisDataException;

/** Words for what went wrong: which server, which command, which error, and what it means. */
final class RedisFailures {

    private static final String RIGHTS =
            "a lock needs the commands HELLO, ROLE, PING, SUBSCRIBE, UNSUBSCRIBE, PUBLISH, PUBSUB|NUMSUB,"
                + " CLIENT|SETNAME, CLIENT|LIST, CLIENT|KILL, with fencing EVAL, TIME, INCR and SET, and its channel"
                + " with all that begin with it";

    private RedisFailures() {}

    /** What the engine threw. */
    static LockException of(IOException failure) {
        if (failure instanceof LockException known) {
            return known;
        }
        return failure instanceof Refusal refusal && refusal.ground() instanceof Refusal.Ground.Lost(Loss loss)
                ? of(loss)
                : new LockIOException("a call failed: " + failure, "", "", 0, failure);
    }

    static LockLostException of(Loss loss) {
        LockLostException.Reason reason =
                LockLostException.Reason.valueOf(loss.reason().name());
        return loss.cause()
                .map(cause -> new LockLostException(reason, loss.message(), cause))
                .orElseGet(() -> new LockLostException(reason, loss.message()));
    }

    static LockUnsupportedException unsupported(RedisServer server, String why) {
        return new LockUnsupportedException("no locks at Redis " + server + ": it " + why
                + "; a RedisLock needs one standalone server that all ask: see withReplicas and RedisLease");
    }

    /** The connection could not be made or made ready. */
    static LockException connecting(RedisServer server, Exception failure) {
        return failure instanceof JedisDataException refusal
                ? refused(server, "connect", refusal)
                : new LockIOException(
                        "cannot connect to Redis " + server + ": " + messages(failure) + advice(server, failure),
                        "connect",
                        "",
                        0,
                        failure);
    }

    /** Of a client and a server that do not agree on TLS, neither can say so: one hangs up, or both wait. */
    private static String advice(RedisServer server, Throwable failure) {
        boolean certificate = false;
        boolean ended = false;
        boolean silent = false;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message = String.valueOf(each.getMessage());
            certificate |= each instanceof CertPathBuilderException;
            ended |= message.contains("reset") || message.contains("end of stream");
            ended |= message.contains("ended the connection");
            silent |= each instanceof SocketTimeoutException || each instanceof Reply.Silence;
        }
        if (certificate) {
            return "; its certificate is not one that this JVM (javax.net.ssl.trustStore), or the configuration,"
                    + " trusts";
        }
        if (server.tls()) {
            return silent ? "; a server without TLS does not answer to TLS: redis:// for rediss://" : "";
        }
        return ended ? "; a server with TLS ends what comes without: rediss:// for redis://" : "";
    }

    /** The connection was lost, or the server does not answer. */
    static LockIOException lost(RedisServer server, IOException failure) {
        return new LockIOException(
                "lost the connection to Redis " + server + ": " + messages(failure), "read", "", 0, failure);
    }

    /** The server says no. */
    static LockException refused(Object server, String doing, JedisDataException refusal) {
        String message = String.valueOf(refusal.getMessage());
        String symbol = message.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        String said = "Redis " + server + " refuses to " + doing + ": " + message;
        return switch (symbol) {
            case "NOPERM" -> new LockUnsupportedException(said + "; " + RIGHTS, refusal);
            case "WRONGPASS", "NOAUTH" -> new LockIOException(said + " (user or password)", doing, symbol, 0, refusal);
            default ->
                message.contains("executing the script can't run")
                        ? new LockUnsupportedException(
                                said + " (NOPERM: one of +eval +time +incr +set, or the key of the counter); " + RIGHTS,
                                refusal)
                        : message.contains("unknown command")
                                ? new LockUnsupportedException(said + "; a lock needs Redis 6 or later", refusal)
                                : new LockIOException(said, doing, symbol, 0, refusal);
        };
    }

    /** What Jedis says, with what it keeps in causes, and for each address it tried in suppressed exceptions. */
    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder(String.valueOf(failure.getMessage()));
        append(messages, failure);
        return messages.toString();
    }

    private static void append(StringBuilder messages, Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (messages.indexOf(message) < 0) {
            messages.append(": ").append(message);
        }
        Throwable cause = failure.getCause();
        if (cause != null) {
            append(messages, cause);
        }
        for (Throwable each : failure.getSuppressed()) {
            append(messages, each);
        }
    }
}
