package io.portalocker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.AtomicFile;
import io.portalocker.LockIOException;
import io.portalocker.PidFileLock;
import io.portalocker.SoftFileLease;
import io.portalocker.SoftFileLock;
import io.portalocker.SoftReadWriteLock;
import io.portalocker.StrictSoftFileLock;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Of descriptors there are none, then one, then two, until there are enough: each call that opens something fails once. */
@DisabledOnOs(OS.WINDOWS)
class FewDescriptorsTest {

    @TempDir
    Path directory;

    /** What draws names or tokens that nobody can guess. */
    enum Use {
        PID_FILE {
            @Override
            void once(Path file) throws Exception {
                PidFileLock.of(file).tryAcquire().orElseThrow().close();
            }
        },
        SOFT {
            @Override
            void once(Path file) throws Exception {
                SoftFileLock.of(file).tryAcquire().orElseThrow().close();
            }
        },
        LEASE {
            @Override
            void once(Path file) throws Exception {
                SoftFileLease.of(file).tryAcquire().orElseThrow().close();
            }
        },
        STRICT {
            @Override
            void once(Path file) throws Exception {
                StrictSoftFileLock.of(file).tryAcquire().orElseThrow().close();
            }
        },
        SOFT_READ_WRITE {
            @Override
            void once(Path file) throws Exception {
                SoftReadWriteLock.of(file)
                        .write()
                        .tryAcquire(Duration.ofSeconds(20))
                        .orElseThrow()
                        .close();
            }
        },
        ATOMIC {
            @Override
            void once(Path file) throws Exception {
                try (AtomicFile atomic = AtomicFile.replace(file)) {
                    atomic.commit();
                }
            }
        };

        abstract void once(Path file) throws Exception;
    }

    static final class Hog {
        public static void main(String[] arguments) throws Exception {
            FirstUseTest.Hog.loadWhatAJarWouldHaveOpen(Path.of(arguments[2]));
            Use use = Use.valueOf(arguments[0]);
            Path file = Path.of(arguments[1]);
            Deque<FileInputStream> taken = new ArrayDeque<>();
            try {
                while (true) {
                    taken.push(new FileInputStream("/dev/null"));
                }
            } catch (IOException full) {
                // to the last
            }
            while (!attempt(use, file)) {
                taken.pop().close();
            }
            System.out.println("done");
        }

        private static boolean attempt(Use use, Path file) {
            try {
                use.once(file);
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
    @EnumSource
    void eachCallThatWantsOneFailsAndCanBeAskedAgain(Use use) throws Exception {
        Path classes = Path.of(LockIOException.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 80; exec \"$@\"", "sh"));
        command.addAll(
                Jvm.command(Hog.class, use.name(), directory.resolve("lock").toString(), classes.toString()));
        try (Child hog = Child.start(command)) {
            assertEquals("done", hog.line());
        }
    }
}
