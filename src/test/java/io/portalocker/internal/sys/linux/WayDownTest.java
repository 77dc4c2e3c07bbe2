package io.portalocker.internal.sys.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Held;
import io.portalocker.Lock;
import io.portalocker.internal.sys.CFunction;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.Scratch;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** From a lock of the API to the call of the kernel it is not far, and it never goes up again. */
@EnabledOnOs(OS.LINUX)
class WayDownTest {
    /** From the highest to the lowest. */
    private static final List<String> FLOORS = List.of(
            "io.portalocker",
            "io.portalocker.internal.acquire",
            "io.portalocker.internal.file",
            "io.portalocker.internal.sys.posix");

    private final Platform real = Platform.current();
    private final List<StackWalker.StackFrame> way = new ArrayList<>();

    @TempDir
    Path directory;

    /** The system's own calls, looked at as they pass. */
    private final class Watched extends Native {
        @Override
        protected long call(CFunction function, Scratch scratch, long a, long b, long c, long d, long e, long f) {
            if (function.name().equals("flock") && way.isEmpty()) {
                StackWalker.getInstance().forEach(way::add);
            }
            return super.call(function, scratch, a, b, c, d, e, f);
        }
    }

    @BeforeEach
    void watch() throws Exception {
        current()
                .set(
                        null,
                        new Platform(
                                real.name(),
                                real.files(),
                                new PlatformLocks(new Watched()),
                                real.processes(),
                                real.waits(),
                                real.programs()));
    }

    @AfterEach
    void watchNoMore() throws Exception {
        current().set(null, real);
    }

    private static Field current() throws Exception {
        Field platform = Class.forName(Platform.class.getName() + "$Current").getDeclaredField("platform");
        platform.setAccessible(true);
        return platform;
    }

    @Test
    void sevenFramesFromALockToTheKernel() throws Exception {
        try (Held held = Lock.of(directory.resolve("lock")).acquire()) {
            assertTrue(held.isHeld());
        }
        List<String> names = way.stream()
                .map(frame -> frame.getClassName()
                                .substring(frame.getClassName().lastIndexOf('.') + 1) + "." + frame.getMethodName())
                .toList();
        int last = names.indexOf("LibC.flock");
        int first = names.indexOf("Lock.acquire");
        assertTrue(last >= 0 && first > last, names::toString);
        assertTrue(first - last + 1 <= 7, () -> names.subList(last, first + 1).toString());
        List<Integer> floors = way.subList(last, first + 1).stream()
                .map(frame -> FLOORS.indexOf(
                        frame.getClassName().substring(0, frame.getClassName().lastIndexOf('.'))))
                .toList();
        List<Integer> down = new ArrayList<>(floors);
        down.sort(Collections.reverseOrder());
        assertEquals(down, floors, names::toString);
    }
}
