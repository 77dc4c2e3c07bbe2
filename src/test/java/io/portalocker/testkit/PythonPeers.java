package io.portalocker.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Pythons with the peers of {@code src/test/python}, made on first use below {@code target}; the newest may be given by the
 * property {@code portalocker.test.python}.
 */
public final class PythonPeers {

    /** Which versions of the peers. */
    public enum Release {
        NEWEST("requirements.txt", "python"),
        OLDEST("requirements-oldest.txt", "python-oldest");

        private final Path requirements;
        private final Path home;

        Release(String requirements, String home) {
            this.requirements = Build.base().resolve("src/test/python").resolve(requirements);
            this.home = Build.target().resolve(home);
        }

        private Path interpreter() {
            var windows = home.resolve("Scripts/python.exe");
            return Files.exists(windows) ? windows : home.resolve("bin/python");
        }

        private Path log() {
            return home.resolveSibling(home.getFileName() + ".log");
        }
    }

    /** One attempt a JVM and release. Guarded by itself. */
    private static final Map<Release, CompletableFuture<Boolean>> READY = new EnumMap<>(Release.class);

    /** What tests that name no release mean. */
    private static volatile Release current = Release.NEWEST;

    private static final String GIVEN = System.getProperty("portalocker.test.python", "");

    private PythonPeers() {}

    /** Has tests that name no release mean this one, from now on. */
    public static void use(Release release) {
        current = release;
    }

    static Release current() {
        return current;
    }

    /** The interpreter with the release that is used; see {@link #python(Release)}. */
    public static Path python() {
        return python(current);
    }

    /** The interpreter; where it is not to be had the test is skipped, or fails: see {@link Requirements}. */
    public static Path python(Release release) {
        if (!GIVEN.isEmpty()) {
            Requirements.require(release == Release.NEWEST, "the given Python has the newest peers only");
            return Path.of(GIVEN);
        }
        CompletableFuture<Boolean> ready;
        synchronized (READY) {
            ready = READY.computeIfAbsent(release, PythonPeers::making);
        }
        Requirements.require(
                ready.join(),
                "python3 with venv, and the packages of " + release.requirements + " (see " + release.log() + ")");
        return release.interpreter();
    }

    /** In a thread of its own: a test whose time is up is interrupted, which must not leave half a Python to the others. */
    private static CompletableFuture<Boolean> making(Release release) {
        return CompletableFuture.supplyAsync(
                () -> make(release), task -> Thread.ofPlatform().daemon().start(task));
    }

    private static boolean make(Release release) {
        var marker = release.home.resolve("requirements.txt");
        try (var gate = FileChannel.open(
                        release.home.resolveSibling(release.home.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var _ = gate.lock()) {
            if (Files.exists(marker) && Files.mismatch(marker, release.requirements) == -1) {
                return true;
            }
            var python = Programs.find("python3").or(() -> Programs.find("python"));
            if (python.isEmpty()
                    || !run(release, python.get().toString(), "-m", "venv", "--clear", release.home.toString())
                    || !run(
                            release,
                            release.interpreter().toString(),
                            "-m",
                            "pip",
                            "install",
                            "-r",
                            release.requirements.toString())) {
                return false;
            }
            Files.copy(release.requirements, marker);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean run(Release release, String... command) throws IOException, InterruptedException {
        return Programs.succeeds(release.log(), List.of(command));
    }
}
