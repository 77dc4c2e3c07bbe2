package io.portalocker.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.wait.WaitPlan;
import java.io.IOException;
import java.nio.file.Path;

/** Holds a file through a description that the library's gates know nothing of; until it is closed all wait in the kernel. */
public final class ForeignFlock implements AutoCloseable {

    private final Platform platform = Platform.current();
    private final long descriptor;

    public ForeignFlock(Path file) throws IOException {
        descriptor = platform.files().open(file, OpenFlags.READ | OpenFlags.CREATE, 0600);
        assertTrue(platform.locks().tryLock(Mechanism.FLOCK, descriptor, false));
        System.setProperty(WaitPlan.PROPERTY, "kernel");
    }

    public void unlock() throws IOException {
        platform.locks().unlock(Mechanism.FLOCK, descriptor);
    }

    @Override
    public void close() throws IOException {
        System.clearProperty(WaitPlan.PROPERTY);
        platform.files().close(descriptor);
    }
}
