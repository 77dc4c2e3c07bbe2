package io.portalocker.cli;

import io.portalocker.LockHolder;
import io.portalocker.MarkerOwner;
import io.portalocker.internal.command.Word;
import io.portalocker.internal.text.CommandText;
import io.portalocker.internal.text.Visible;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One who holds a lock, as far as it is told; a dash stands for what is not.
 *
 * @param kind who says so: the kernel, a marker, a claim, a pid file
 * @param pid the process
 * @param mode shared or exclusive
 * @param started when the process started, which is not since when it holds
 * @param user whose it is
 * @param host where it runs
 * @param command what it is
 */
record Claim(String kind, long pid, String mode, String started, String user, String host, String command) {

    private static final String UNTOLD = "-";

    static Claim of(String kind, LockHolder holder) {
        String user = ProcessHandle.of(holder.pid())
                .flatMap(process -> process.info().user())
                .orElse(UNTOLD);
        return new Claim(
                kind,
                holder.pid(),
                holder.shared() ? "shared" : "exclusive",
                holder.started().equals(Instant.EPOCH)
                        ? UNTOLD
                        : holder.started().toString(),
                user,
                UNTOLD,
                holder.command().isEmpty() ? UNTOLD : holder.command());
    }

    /** A process of another machine, of which no more is told than its marker says. */
    static Claim elsewhere(MarkerOwner owner) {
        return new Claim("marker", owner.pid(), "exclusive", UNTOLD, UNTOLD, owner.host(), UNTOLD);
    }

    Claim at(String where) {
        return new Claim(kind, pid, mode, started, user, where, command);
    }

    String text() {
        return String.join(
                "\t",
                Long.toString(pid),
                mode,
                started,
                Visible.of(user),
                Visible.of(host),
                CommandText.shortened(command));
    }

    static String json(Word file, List<Claim> claims) {
        return "{\"file\": " + quoted(file.text()) + ", \"held\": " + !claims.isEmpty() + ", \"holders\": ["
                + claims.stream().map(Claim::json).collect(Collectors.joining(", ")) + "]}";
    }

    private String json() {
        return "{\"by\": " + quoted(kind) + ", \"pid\": " + pid + ", \"mode\": " + quoted(mode)
                + ", \"processStarted\": " + orNull(started) + ", \"user\": " + orNull(user) + ", \"host\": "
                + orNull(host) + ", \"command\": " + orNull(command) + "}";
    }

    private static String orNull(String text) {
        return text.equals(UNTOLD) ? "null" : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c >= 0x7f) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
