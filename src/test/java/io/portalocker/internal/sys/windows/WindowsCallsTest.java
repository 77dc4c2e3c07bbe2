package io.portalocker.internal.sys.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.OpenFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The calls of Windows, made. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(60)
class WindowsCallsTest {
    private final PlatformFiles files = new PlatformFiles();
    private final PlatformLocks locks = new PlatformLocks();

    @TempDir
    Path directory;

    private long open(Path path) throws IOException {
        return files.open(path, OpenFlags.READ | OpenFlags.WRITE | OpenFlags.CREATE, 0666);
    }

    private boolean tryLock(long handle, boolean shared) throws IOException {
        return locks.tryLock(Mechanism.LOCK_FILE_EX, handle, shared);
    }

    @Test
    void trialOfWaitingLeavesNoFileBehind() throws Exception {
        Set<Path> before = probes();
        new PlatformWaits().probe();
        assertEquals(before, probes());
    }

    private static Set<Path> probes() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.toString().endsWith(".probe")).collect(Collectors.toSet());
        }
    }

    /** The lock that was held exclusively is at no moment free: somebody else would have it. */
    @Test
    void exclusiveLockIsShared() throws Exception {
        Path file = directory.resolve("file");
        long ours = open(file);
        long other = open(file);
        try {
            assertTrue(tryLock(ours, false));
            assertTrue(tryLock(ours, true));
            assertFalse(tryLock(other, false));
            assertTrue(tryLock(other, true));
            locks.unlock(Mechanism.LOCK_FILE_EX, ours);
            assertTrue(tryLock(other, false));
        } finally {
            files.close(ours);
            files.close(other);
        }
    }

    @Test
    void closedHandleLeavesNothingToRemember() throws Exception {
        int before = HeldLocks.size();
        long handle = open(directory.resolve("file"));
        assertTrue(tryLock(handle, false));
        files.close(handle);
        assertEquals(before, HeldLocks.size());
    }
}
