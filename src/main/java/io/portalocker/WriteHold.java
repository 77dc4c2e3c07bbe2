package io.portalocker;

/** A write lock that is held. */
public final class WriteHold implements Held {

    private final RangeStay stay;

    /** Written under this object's monitor; read without it by {@link #isHeld()}. */
    private volatile boolean held = true;

    WriteHold(RangeStay stay) {
        this.stay = stay;
    }

    /**
     * Becomes a reader: other readers may enter, and no writer has been in between. This handle counts as released then.
     *
     * @return the read lock
     * @throws LockLostException if this handle was released
     * @throws IllegalStateException if the thread that acquired this has further handles for the same lock
     * @throws LockException if the kernel refused; the write lock is held still
     */
    public synchronized Held downgrade() throws LockException {
        if (!held) {
            throw new LockLostException("the write lock of '" + stay.name() + "' was released");
        }
        stay.downgrade();
        held = false;
        return new ReadHold(stay);
    }

    @Override
    public synchronized void release() throws LockException {
        if (held) {
            stay.leave();
            held = false;
        }
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public void ensureHeld() throws LockException {
        if (!held) {
            throw new LockLostException("the write lock of '" + stay.name() + "' was released");
        }
        stay.ensureCurrent();
    }

    /** {@return the file, and whether it is held} */
    @Override
    public String toString() {
        return "WriteHold[" + stay.name() + (held ? "]" : ", released]");
    }
}
