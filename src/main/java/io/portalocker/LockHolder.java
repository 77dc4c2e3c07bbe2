package io.portalocker;

import io.portalocker.internal.text.CommandText;
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

    /** Refuses nulls. */
    public LockHolder {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(started, "started");
    }

    /**
     * Describes the holder in a few words. Of a long command line the beginning and the end are shown, of a JVM's the main
     * class and what follows; control characters are made visible.
     *
     * @return such as {@code pid 4711 (make -j2), shared}
     */
    @Override
    public String toString() {
        String who = pid == ProcessHandle.current().pid() ? "this process" : CommandText.shortened(command);
        return "pid " + pid + (who.isEmpty() ? "" : " (" + who + ")") + (shared ? ", shared" : "");
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
