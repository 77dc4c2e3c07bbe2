package io.portalocker;

import io.portalocker.internal.acquire.Level;
import io.portalocker.internal.range.RangeHold;
import io.portalocker.internal.range.RangeKind;
import java.io.IOException;

/** A write lock that is held. */
public final class WriteHold extends Handle {

    private final Level<RangeHold> level;

    WriteHold(Level<RangeHold> level) {
        super(level);
        this.level = level;
    }

    /**
     * Becomes a reader: other readers may enter, and no writer has been in between. This handle counts as released then.
     *
     * @return the read lock
     * @throws LockLostException if this handle was released
     * @throws IllegalStateException if the thread that acquired this has further handles for the same lock
     * @throws LockException if the kernel refused; the write lock is held still
     */
    public Held downgrade() throws LockException {
        try {
            return new Handle(RangeKind.downgrade(level));
        } catch (IOException e) {
            throw Failures.of(e);
        }
    }
}
