package io.portalocker.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockableFile;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitPlanTest {
    @TempDir
    Path directory;

    private LockableFile local;

    @BeforeEach
    void open() throws Exception {
        local = LockableFile.open(Files.createFile(directory.resolve("lock")), "r+");
    }

    @AfterEach
    void close() throws Exception {
        System.clearProperty(WaitPlan.PROPERTY);
        local.close();
    }

    @Test
    void kernelOnALocalFileSystem() throws Exception {
        WaitPlan plan = new WaitPlan(Platform.current().waits());
        assertEquals(WaitMethod.KERNEL, plan.choose(Mechanism.FLOCK, local.descriptor()));
        assertEquals(1, plan.choices().size());
    }

    @Test
    void pollingWhereTheFileSystemIsNotKnownToBeLocal() throws Exception {
        WaitPlan plan = new WaitPlan(Platform.current().waits());
        try (LockableFile elsewhere = LockableFile.open(Path.of("/proc/self/comm"), "r")) {
            assertEquals(WaitMethod.POLLING, plan.choose(Mechanism.FLOCK, elsewhere.descriptor()));
        }
    }

    @Test
    void systemWithoutAnyOfItPolls() throws Exception {
        for (String method : new String[] {"kernel", "events", "polling"}) {
            System.setProperty(WaitPlan.PROPERTY, method);
            WaitPlan plan = new WaitPlan(new io.portalocker.internal.sys.macos.PlatformWaits());
            assertEquals(WaitMethod.POLLING, plan.choose(Mechanism.FLOCK, local.descriptor()));
        }
    }

    @Test
    void forced() throws Exception {
        WaitPlan plan = new WaitPlan(Platform.current().waits());
        System.setProperty(WaitPlan.PROPERTY, "events");
        assertEquals(WaitMethod.EVENTS, plan.choose(Mechanism.FLOCK, local.descriptor()));
        System.setProperty(WaitPlan.PROPERTY, "sleeping");
        var refused =
                assertThrows(IllegalArgumentException.class, () -> plan.choose(Mechanism.FLOCK, local.descriptor()));
        assertTrue(refused.getMessage().contains(WaitPlan.PROPERTY), refused.getMessage());
    }

    @Test
    void closeIsNewsAndNothingElseIs() throws Exception {
        CloseWatch watch = new CloseWatch(Platform.current().waits().events().orElseThrow());
        try (var subscription = watch.subscribe(local.descriptor())) {
            assertFalse(subscription.await(1_000_000));
            LockableFile.open(directory.resolve("lock"), "r").close();
            assertTrue(subscription.await(60_000_000_000L));
            assertFalse(subscription.await(1_000_000), "told twice");
        }
        try (var second = watch.subscribe(local.descriptor())) {
            try (var first = watch.subscribe(local.descriptor())) {
                assertFalse(first.await(1));
            }
            LockableFile.open(directory.resolve("lock"), "r").close();
            assertTrue(second.await(60_000_000_000L), "the other's end was taken for its own");
        }
    }
}
