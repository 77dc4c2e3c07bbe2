package io.portalocker.internal.command;

import io.portalocker.internal.sys.LockOwner;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import java.nio.file.Path;
import java.util.List;

/** Who the kernel says waits for the lock of a file. */
public final class LockQueue {

    /**
     * One who waits.
     *
     * @param pid 0 where it is not told
     */
    public record Waiter(long pid, boolean shared) {}

    private LockQueue() {}

    /** {@return whether this system tells} */
    public static boolean isTold() {
        return Platform.current().processes().tellsLockOwners();
    }

    /** {@return who waits; nobody where the file is gone} */
    public static List<Waiter> of(Path file) {
        try {
            Platform platform = Platform.current();
            return platform.processes().lockWaiters(file, platform.files().status(file)).stream()
                    .map(LockQueue::waiter)
                    .toList();
        } catch (SysException e) {
            return List.of();
        }
    }

    private static Waiter waiter(LockOwner owner) {
        return new Waiter(owner.pid(), owner.shared());
    }
}
