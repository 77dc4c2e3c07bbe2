package io.portalocker.internal.range;

import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.file.OpenFile;
import io.portalocker.internal.range.ByteRanges.Stage;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.LateClose;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The one open file through which this JVM read- and write-locks a file. There is one, and it is closed last, because
 * record locks of a process are gone as soon as it closes any descriptor of the file. So readers of this JVM share one
 * lock, which the first takes and the last frees.
 */
public final class RangeFile {

    private final OpenFile file;
    private final ByteRanges ranges;
    private final Gate gate;

    /** Opened by threads that lost the race to open it first. Guarded by {@link RangeFiles}. */
    private final List<OpenFile> spares = new ArrayList<>(0);

    /** Guarded by {@link RangeFiles}. */
    private int references;

    /** Guarded by this. */
    private int readers;

    RangeFile(OpenFile file, ByteRanges ranges, Gate gate) {
        this.file = file;
        this.ranges = ranges;
        this.gate = gate;
    }

    public OpenFile file() {
        return file;
    }

    Mechanism mechanism() {
        return ranges.mechanism();
    }

    Gate gate() {
        return gate;
    }

    RangeFile refer() {
        references++;
        return this;
    }

    boolean dropReference() {
        return --references == 0;
    }

    void keep(OpenFile spare) {
        spares.add(spare);
    }

    /**
     * From now on no handle of this JVM on this file, of whatever lock, closes its descriptor under the record lock.
     */
    void begin() throws Refusal {
        if (mechanism() == Mechanism.LOCKF && !gate.tryBeginRecordLock()) {
            throw Refusal.unsupported("'" + file.name() + "' is locked by another copy of this library in this process,"
                    + " and " + mechanism() + " has one lock for the whole process");
        }
    }

    void end() {
        if (mechanism() == Mechanism.LOCKF) {
            LateClose.quietly(() -> gate.endRecordLock(() -> {}));
        }
        spares.forEach(LateClose::quietly);
        LateClose.quietly(file);
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

    synchronized void downgrade() throws IOException {
        ranges.downgrade();
        readers++;
        gate.downgrade();
    }
}
