package io.portalocker.testkit;

import io.portalocker.LockableFile;
import io.portalocker.Locker;
import java.io.IOException;

/** A locker of a user's: that of the platform, before each call of which something happens. */
public record DisturbedLocker(Disturbance lock, Disturbance unlock) implements Locker {

    /** What happens; it may fail. */
    public interface Disturbance {
        Disturbance NONE = () -> {};

        void happens() throws IOException;
    }

    @Override
    public String name() {
        return "DISTURBED";
    }

    @Override
    public boolean tryLock(LockableFile file, boolean shared) throws IOException {
        lock.happens();
        return Locker.ofPlatform().tryLock(file, shared);
    }

    @Override
    public void unlock(LockableFile file) throws IOException {
        unlock.happens();
        Locker.ofPlatform().unlock(file);
    }
}
