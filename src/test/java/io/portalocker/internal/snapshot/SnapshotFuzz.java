package io.portalocker.internal.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

/** Gives bytes to what reads records of soft read-write locks. */
public final class SnapshotFuzz {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private SnapshotFuzz() {}

    /** What is read says the same when it is written. */
    public static void records(String text) {
        Optional<Snapshot> snapshot = Snapshot.parse(text);
        snapshot.ifPresent(read -> assertEquals(snapshot, Snapshot.parse(read.encode())));
        HolderRecord.lease(text).ifPresent(lease -> assertTrue(lease > 0, () -> "a lease of " + lease));
        Optional<HolderRecord> holder = HolderRecord.parse(TOKEN, text);
        holder.ifPresent(read -> {
            assertEquals(holder, HolderRecord.parse(TOKEN, read.encode(TOKEN)));
            assertFalse(read.duration().isNegative());
        });
    }
}
