package io.portalocker.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockableFile;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class CloseWatchTest {

    @TempDir
    Path directory;

    /** Where there can be no thread to listen, there is no source either, and the next one may have both. */
    @Test
    void keepsNoSourceWithoutAListener() throws Exception {
        Platform platform = Platform.current();
        AtomicInteger started = new AtomicInteger();
        CloseWatch watch = new CloseWatch(platform.waits().events().orElseThrow(), platform.files(), task -> {
            if (started.incrementAndGet() <= 3) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            Thread.ofPlatform().daemon().start(task);
        });
        Path file = Files.createFile(directory.resolve("lock"));
        try (LockableFile open = LockableFile.open(file, "r+")) {
            long before = sources();
            for (int i = 0; i < 3; i++) {
                assertThrows(SysException.class, () -> watch.subscribe(open.descriptor()));
            }
            assertEquals(before, sources());
            try (var subscription = watch.subscribe(open.descriptor())) {
                LockableFile.open(file, "r").close();
                assertTrue(subscription.await(60_000_000_000L));
            }
        }
    }

    private static long sources() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(CloseWatchTest::isSource).count();
        }
    }

    private static boolean isSource(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("inotify");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
