package io.portalocker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.BoundedSemaphore;
import io.portalocker.Lock;
import io.portalocker.LockBase;
import io.portalocker.LockIOException;
import io.portalocker.ReadWriteLock;
import io.portalocker.SoftFileLock;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The first use of the library comes at a bad moment. */
@DisabledOnOs(OS.WINDOWS)
class FirstUseTest {

    @TempDir
    Path directory;

    /** Takes all descriptors, locks, gives them back, locks again. */
    static final class Hog {
        public static void main(String[] arguments) throws Exception {
            Path file = Path.of(arguments[0]);
            loadWhatAJarWouldHaveOpen(Path.of(arguments[1]));
            List<Closeable> all = new ArrayList<>();
            try {
                while (true) {
                    all.add(new FileInputStream("/dev/null"));
                }
            } catch (IOException full) {
                System.out.println("no descriptors: " + attempt(Lock.of(file)));
            }
            for (Closeable one : all) {
                one.close();
            }
            System.out.println("lock: " + attempt(Lock.of(file)));
            System.out.println("soft: " + attempt(SoftFileLock.of(file.resolveSibling("soft"))));
            System.out.println("semaphore: " + attempt(BoundedSemaphore.anonymous(1)));
            System.out.println("range: "
                    + attempt(ReadWriteLock.of(file.resolveSibling("rw")).read()));
        }

        private static String attempt(LockBase<?, ?> lock) {
            try {
                lock.tryAcquire().orElseThrow().close();
                return "held";
            } catch (LockIOException e) {
                return e.symbol();
            } catch (Exception | Error e) {
                return e.toString();
            }
        }

        /** Classes in folders take a descriptor each when they are loaded; those of a jar none. */
        static void loadWhatAJarWouldHaveOpen(Path classes) throws Exception {
            try (Stream<Path> files = Files.walk(classes.resolve("io/portalocker"))) {
                List<String> names = files.map(file -> classes.relativize(file).toString())
                        .filter(name -> name.endsWith(".class")
                                && !name.endsWith("package-info.class")
                                && !name.contains("/redis/")
                                && !name.contains("/cli/"))
                        .map(name -> name.replace(".class", "").replace('/', '.'))
                        .toList();
                for (String name : names) {
                    Class.forName(name, false, Hog.class.getClassLoader());
                }
            }
        }
    }

    @Test
    void failsWithoutDescriptorsAndWorksLater() throws Exception {
        Path classes = Path.of(
                Lock.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 80; exec \"$@\"", "sh"));
        command.addAll(Jvm.command(Hog.class, directory.resolve("lock").toString(), classes.toString()));
        try (Child hog = Child.start(command)) {
            assertEquals("no descriptors: EMFILE", hog.line());
            assertEquals("lock: held", hog.line());
            assertEquals("soft: held", hog.line());
            assertEquals("semaphore: held", hog.line());
            assertEquals("range: held", hog.line());
        }
    }
}
