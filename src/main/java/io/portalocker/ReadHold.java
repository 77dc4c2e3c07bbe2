package io.portalocker;

/** A read lock that is held. */
final class ReadHold implements Held {

    private final RangeStay stay;

    /** Written under this object's monitor; read without it by {@link #isHeld()}. */
    private volatile boolean held = true;

    ReadHold(RangeStay stay) {
        this.stay = stay;
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
            throw new LockLostException("the read lock of '" + stay.name() + "' was released");
        }
        stay.ensureCurrent();
    }

    /** {@return the file, and whether it is held} */
    @Override
    public String toString() {
        return "ReadHold[" + stay.name() + (held ? "]" : ", released]");
    }
}
