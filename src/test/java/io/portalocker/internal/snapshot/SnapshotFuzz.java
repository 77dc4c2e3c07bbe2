package io.portalocker.internal.snapshot;

/** Gives bytes to what reads records of soft read-write locks. */
public final class SnapshotFuzz {
    private SnapshotFuzz() {}

    public static void records(String text) {
        Snapshot.parse(text).ifPresent(Snapshot::encode);
        HolderRecord.lease(text);
        HolderRecord.parse("0123456789abcdef0123456789abcdef", text).ifPresent(HolderRecord::duration);
    }
}
