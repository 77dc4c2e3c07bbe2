package io.portalocker;

import io.portalocker.internal.range.ByteRanges;
import io.portalocker.internal.range.ByteRanges.Stage;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Gate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The one open file through which this JVM read- and write-locks a file. There is one, and it is closed last, because
 * record locks of a process are gone as soon as it closes any descriptor of the file. So readers of this JVM share one
 * lock, which the first takes and the last frees.
 */
final class RangeFile {

    private final LockableFile file;
    private final ByteRanges ranges;
    private final Gate gate;

    /** Who is inside, by the thread that entered. */
    private final ConcurrentMap<Thread, RangeStay> stays = new ConcurrentHashMap<>();

    /** Opened by threads that lost the race to open it first. Guarded by {@link RangeFiles}. */
    private final List<LockableFile> spares = new ArrayList<>(0);

    /** Guarded by {@link RangeFiles}. */
    private int references;

    /** Guarded by this. */
    private int readers;

    RangeFile(LockableFile file, ByteRanges ranges, Gate gate) {
        this.file = file;
        this.ranges = ranges;
        this.gate = gate;
    }

    LockableFile file() {
        return file;
    }

    Mechanism mechanism() {
        return ranges.mechanism();
    }

    Gate gate() {
        return gate;
    }

    ConcurrentMap<Thread, RangeStay> stays() {
        return stays;
    }

    RangeFile refer() {
        references++;
        return this;
    }

    boolean dropReference() {
        return --references == 0;
    }

    void keep(LockableFile spare) {
        spares.add(spare);
    }

    /** From now on no handle of this JVM on this file, of whatever lock, closes its descriptor under the record lock. */
    void begin() {
        if (mechanism() == Mechanism.LOCKF) {
            gate.beginRecordLock();
        }
    }

    void end() throws LockException {
        try {
            if (mechanism() == Mechanism.LOCKF) {
                gate.endRecordLock(() -> {});
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        for (LockableFile spare : spares) {
            spare.close();
        }
        file.close();
    }

    /** To be called inside the gate, sharing it. */
    synchronized boolean tryRead() throws SysException {
        if (!ranges.tryRead(readers == 0)) {
            return false;
        }
        readers++;
        return true;
    }

    synchronized void endRead() throws SysException {
        if (readers == 1) {
            ranges.unlockRead();
        }
        readers--;
    }

    /** To be called inside the gate, alone in it. */
    Stage advance(Stage from) throws SysException {
        return ranges.advance(from);
    }

    void retreat(Stage from) throws SysException {
        ranges.retreat(from);
    }

    synchronized void downgrade() throws SysException {
        ranges.downgrade();
        readers++;
        gate.downgrade();
    }
}
