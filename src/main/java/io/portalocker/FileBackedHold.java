package io.portalocker;

/**
 * A held lock whose file is a name and no data.
 *
 * <p>Most such locks have something to put in order while they are still held: {@code last} does it.
 */
final class FileBackedHold implements Held {

    private final Stay stay;
    private final Stay.Last last;

    FileBackedHold(Stay stay, Stay.Last last) {
        this.stay = stay;
        this.last = last;
    }

    @Override
    public void release() throws LockException {
        stay.release(last);
    }

    @Override
    public boolean isHeld() {
        return stay.isHeld();
    }

    @Override
    public void ensureHeld() throws LockException {
        stay.ensureHeld();
    }

    /** {@return the file, and whether it is held} */
    @Override
    public String toString() {
        return "Held[" + stay.file().name() + (isHeld() ? "]" : ", released]");
    }
}
