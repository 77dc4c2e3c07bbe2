package io.portalocker.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.file.PidFile;
import io.portalocker.internal.marker.MarkerFuzz;
import io.portalocker.internal.marker.strict.StrictFuzz;
import io.portalocker.internal.snapshot.SnapshotFuzz;
import io.portalocker.internal.sys.linux.ProcFuzz;
import io.portalocker.redis.RedisFuzz;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What reads bytes that others wrote: whatever they are, it answers or refuses, and throws nothing that nobody expects. */
enum Parser {
    /** Markers and leases. */
    MARKER,
    /** Claims to strict locks. */
    CLAIM,
    /** Records and logs of soft read-write locks. */
    SNAPSHOT,
    /** Pid files, and the maximum files of semaphores, which are read as those are. */
    PID_FILE,
    PROC_LOCKS,
    PROC_STAT,
    /** Which mount a descriptor is on, and which device that is. */
    PROC_MOUNTS,
    /** What a Redis server answers. */
    REDIS_REPLY,
    /** What anybody publishes on a channel, or writes into the key of a lease. */
    REDIS_MESSAGE;

    void feed(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        switch (this) {
            case MARKER -> MarkerFuzz.marker(bytes);
            case CLAIM -> StrictFuzz.claim(text);
            case SNAPSHOT -> SnapshotFuzz.records(text);
            case PID_FILE -> {
                pid(text);
                // The maximum file's reader takes so many bytes and no more.
                pid(new String(Arrays.copyOf(bytes, Math.min(bytes.length, 16)), StandardCharsets.US_ASCII));
            }
            case PROC_LOCKS -> ProcFuzz.locks(text);
            case PROC_STAT -> ProcFuzz.stat(text);
            case PROC_MOUNTS -> ProcFuzz.mounts(text);
            case REDIS_REPLY -> RedisFuzz.replies(bytes);
            case REDIS_MESSAGE -> RedisFuzz.message(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static void pid(String text) {
        PidFile.parse(text).ifPresent(pid -> assertTrue(pid > 0 && text.contains(Long.toString(pid)), text));
    }
}
