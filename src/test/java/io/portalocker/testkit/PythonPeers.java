package io.portalocker.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A Python with the packages of {@code src/test/python/requirements.txt}, made on first use in {@code target/python}. */
public final class PythonPeers {
    private static final Path HOME = Build.target().resolve("python");
    private static final Path REQUIREMENTS = Build.base().resolve("src/test/python/requirements.txt");

    private PythonPeers() {}

    /** The interpreter; where it is not to be had the test is skipped, or fails: see {@link Requirements}. */
    public static Path python() {
        Requirements.require(
                Ready.NOW, "python3 with venv, and the packages of " + REQUIREMENTS + " (see " + log() + ")");
        return interpreter();
    }

    private static Path interpreter() {
        var windows = HOME.resolve("Scripts/python.exe");
        return Files.exists(windows) ? windows : HOME.resolve("bin/python");
    }

    private static Path log() {
        return HOME.resolveSibling("python.log");
    }

    /** One attempt a JVM. */
    private static final class Ready {
        static final boolean NOW = make();

        private static boolean make() {
            var marker = HOME.resolve("requirements.txt");
            try (var gate = FileChannel.open(
                            HOME.resolveSibling("python.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = gate.lock()) {
                if (Files.exists(marker) && Files.mismatch(marker, REQUIREMENTS) == -1) {
                    return true;
                }
                var python = Programs.find("python3").or(() -> Programs.find("python"));
                if (python.isEmpty()
                        || !run(python.get().toString(), "-m", "venv", "--clear", HOME.toString())
                        || !run(interpreter().toString(), "-m", "pip", "install", "-r", REQUIREMENTS.toString())) {
                    return false;
                }
                Files.copy(REQUIREMENTS, marker);
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private static boolean run(String... command) throws IOException, InterruptedException {
            return Programs.succeeds(log(), List.of(command));
        }
    }
}
