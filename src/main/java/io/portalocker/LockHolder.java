package io.portalocker;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Who seems to hold a lock. It was true a moment ago at best: good for a message to a person, never for a decision.
 *
 * @param pid the process
 * @param command its command line, empty where it cannot be read
 * @param started when the process started, {@link Instant#EPOCH} where it cannot be read
 * @param shared whether it holds shared
 */
public record LockHolder(long pid, String command, Instant started, boolean shared) implements Serializable {

    /** A JVM with its class path can have thousands of characters. */
    private static final int MOST_SHOWN = 120;

    /** Refuses nulls. */
    public LockHolder {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(started, "started");
    }

    /**
     * Describes the holder in a few words. Of a long command line only the beginning is shown.
     *
     * @return such as {@code pid 4711 (make -j2), shared}
     */
    @Override
    public String toString() {
        String who = pid == ProcessHandle.current().pid() ? "this process" : beginning(command);
        return "pid " + pid + (who.isEmpty() ? "" : " (" + who + ")") + (shared ? ", shared" : "");
    }

    private static String beginning(String command) {
        return command.length() <= MOST_SHOWN ? command : command.substring(0, MOST_SHOWN) + "...";
    }

    /**
     * Tells how long the holder has been running, which bounds how long it has held the lock.
     *
     * @param now the present
     * @return its age, zero where it is unknown
     */
    public Duration age(Instant now) {
        return started.equals(Instant.EPOCH) ? Duration.ZERO : Duration.between(started, now);
    }
}
