package io.portalocker.internal.sys.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a first lock costs a young JVM: the generated constants make layouts and look for libraries when they are touched. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class FirstLockTest {
    @TempDir
    Path directory;

    @Test
    void touchesNoConstants() throws Exception {
        Path log = directory.resolve("classes.txt");
        String lock = directory.resolve("lock").toString();
        try (Child child = Child.start(
                Jvm.command(One.class, lock), Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log))) {
            assertEquals(0, child.exitCode(), child::transcript);
        }
        String loaded = Files.readString(log);
        assertTrue(loaded.contains("io.portalocker.LockedFile"), loaded);
        assertFalse(loaded.contains("java.lang.foreign.SymbolLookup$$Lambda"), "they look for libraries");
    }

    /** Takes one lock. */
    static final class One {
        public static void main(String[] args) throws Exception {
            Lock.of(Path.of(args[0])).acquire().release();
        }
    }
}
