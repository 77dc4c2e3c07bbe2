package io.portalocker.cli;

import io.portalocker.LockHolder;
import io.portalocker.internal.command.Program;
import io.portalocker.internal.text.CommandText;
import io.portalocker.internal.text.Visible;
import java.time.Instant;

/**
 * One who holds a lock or waits for it, as far as it is told; a dash stands for what is not.
 *
 * @param kind who says so: the kernel, the Restart Manager, a marker, a lease, a claim, a pid file, a slot, Redis
 * @param pid the process
 * @param mode shared or exclusive; or open, where the system tells no more
 * @param started when the process started, which is not since when it holds
 * @param since since when it holds; of a lease, its last sign of life
 * @param user whose it is
 * @param host where it runs
 * @param command what it is
 */
record Claim(
        String kind, long pid, String mode, String started, String since, String user, String host, String command) {

    static final String UNTOLD = "-";

    static final String SHARED = "shared";

    static final String EXCLUSIVE = "exclusive";

    static Claim of(String kind, LockHolder holder) {
        String user = ProcessHandle.of(holder.pid())
                .flatMap(process -> process.info().user())
                .orElse(UNTOLD);
        return new Claim(
                kind,
                holder.pid(),
                holder.shared() ? SHARED : EXCLUSIVE,
                holder.started().equals(Instant.EPOCH)
                        ? UNTOLD
                        : holder.started().toString(),
                UNTOLD,
                user,
                UNTOLD,
                holder.command().isEmpty() ? UNTOLD : holder.command());
    }

    /** A process that holds the lock, or has its file open, where the system tells no more. */
    static Claim ofSystem(String kind, LockHolder holder) {
        Claim claim = of(kind, holder);
        return isTold()
                ? claim
                : new Claim(kind, claim.pid, "open", claim.started, UNTOLD, claim.user, UNTOLD, claim.command);
    }

    /** Whether the system tells who holds a lock, and not only who has its file open. */
    static boolean isTold() {
        return !Program.system().equals("Windows");
    }

    /** A process of another machine, of which no more is told than its marker says. */
    static Claim elsewhere(String kind, long pid, String mode, String host) {
        return new Claim(kind, pid, mode, UNTOLD, UNTOLD, UNTOLD, host, UNTOLD);
    }

    Claim at(String where) {
        return new Claim(kind, pid, mode, started, since, user, where, command);
    }

    Claim since(String time) {
        return new Claim(kind, pid, mode, started, time, user, host, command);
    }

    /** A line; what it does stands behind the command, for people. */
    String text(boolean waits) {
        return String.join(
                "\t",
                Long.toString(pid),
                mode,
                started,
                Visible.of(user),
                Visible.of(host),
                CommandText.shortened(command),
                waits ? "waits" : "holds" + (kind.startsWith("slot") ? " " + kind : "") + time());
    }

    private String time() {
        if (since.equals(UNTOLD)) {
            return "";
        }
        return (kind.equals("lease") ? ", last sign of life " : " since ") + since;
    }

    String json() {
        String sign = kind.equals("lease") ? "lastSignOfLife" : "heldSince";
        return "{\"by\": " + Json.text(kind) + ", \"pid\": " + pid + ", \"mode\": " + orNull(mode)
                + ", \"processStarted\": " + orNull(started) + ", \"" + sign + "\": " + orNull(since) + ", \"user\": "
                + orNull(user) + ", \"host\": " + orNull(host) + ", \"command\": " + orNull(command) + "}";
    }

    private static String orNull(String text) {
        return text.equals(UNTOLD) ? "null" : Json.text(text);
    }
}
