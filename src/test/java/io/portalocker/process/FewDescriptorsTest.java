package io.portalocker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.AtomicFile;
import io.portalocker.LockBase;
import io.portalocker.LockIOException;
import io.portalocker.faults.Subject;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of descriptors there are none, then one, then two, until there are enough: each call that opens something fails once. */
@DisabledOnOs(OS.WINDOWS)
class FewDescriptorsTest {

    @TempDir
    Path directory;

    /** What draws names or tokens that nobody can guess. */
    private interface Use {
        void once() throws Exception;
    }

    /** What it loads is loaded now. */
    private static Use use(String name, Path file) {
        if (name.equals("ATOMIC_FILE")) {
            return () -> {
                try (AtomicFile atomic = AtomicFile.replace(file)) {
                    atomic.commit();
                }
            };
        }
        LockBase<?, ?> lock = Subject.valueOf(name).at(file);
        return () -> lock.tryAcquire(Duration.ofSeconds(20)).orElseThrow().close();
    }

    static final class Hog {
        public static void main(String[] arguments) throws Exception {
            FirstUseTest.Hog.loadWhatAJarWouldHaveOpen(Path.of(arguments[2]));
            Use use = use(arguments[0], Path.of(arguments[1]));
            Deque<FileInputStream> taken = new ArrayDeque<>();
            try {
                while (true) {
                    taken.push(new FileInputStream("/dev/null"));
                }
            } catch (IOException full) {
                // to the last
            }
            while (!attempt(use)) {
                taken.pop().close();
            }
            System.out.println("done");
        }

        private static boolean attempt(Use use) {
            try {
                use.once();
                return true;
            } catch (LockIOException e) {
                if (!e.symbol().equals("EMFILE")) {
                    e.printStackTrace(System.out);
                }
            } catch (Exception | Error e) {
                e.printStackTrace(System.out);
            }
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PID_FILE_LOCK",
                "SOFT_FILE_LOCK",
                "SOFT_FILE_LEASE",
                "STRICT_SOFT_FILE_LOCK",
                "SOFT_WRITE_LOCK",
                "ATOMIC_FILE"
            })
    void eachCallThatWantsOneFailsAndCanBeAskedAgain(String use) throws Exception {
        Path classes = Path.of(LockIOException.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 80; exec \"$@\"", "sh"));
        command.addAll(Jvm.command(Hog.class, use, directory.resolve("lock").toString(), classes.toString()));
        try (Child hog = Child.start(command)) {
            assertEquals("done", hog.line());
        }
    }
}
