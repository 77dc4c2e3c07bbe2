package io.portalocker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.LockHolder;
import io.portalocker.LockIOException;
import io.portalocker.OpenMode;
import io.portalocker.Portalocker;
import io.portalocker.ReadWriteLock;
import io.portalocker.testkit.Ordinary;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Requirements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** File systems that are not what a lock would like them to be, and files that are somebody else's. */
@EnabledOnOs(OS.LINUX)
class MountsTest {

    @TempDir
    Path directory;

    private final Deque<Path> mounted = new ArrayDeque<>();

    private void mount(Path where, String... arguments) throws Exception {
        Requirements.require("root".equals(System.getProperty("user.name")), "root, who may mount");
        Files.createDirectories(where);
        var command = new java.util.ArrayList<>(List.of("mount"));
        command.addAll(List.of(arguments));
        command.add(where.toString());
        Process mount = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(mount.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        Requirements.require(mount.waitFor() == 0, "permission to mount: " + output);
        mounted.push(where);
    }

    @AfterEach
    void unmount() throws Exception {
        for (Path where : mounted) {
            new ProcessBuilder("umount", "-l", where.toString()).start().waitFor();
        }
    }

    @Test
    void holdersAreFoundOnAnOverlayOfTwoFileSystems() throws Exception {
        Path lower = directory.resolve("lower");
        Path upper = directory.resolve("upper");
        mount(lower, "-t", "tmpfs", "none");
        mount(upper, "-t", "tmpfs", "none");
        Files.createDirectories(upper.resolve("files"));
        Files.createDirectories(upper.resolve("work"));
        Files.createFile(lower.resolve("lock"));
        Path merged = directory.resolve("merged");
        String layers =
                "lowerdir=" + lower + ",upperdir=" + upper.resolve("files") + ",workdir=" + upper.resolve("work");
        mount(merged, "-t", "overlay", "none", "-o", layers);
        Path file = merged.resolve("lock");
        assertEquals(List.of(), Portalocker.holders(file));
        try (var held = Lock.of(file).withMode(OpenMode.R).acquire()) {
            assertTrue(held.isHeld());
            assertEquals(
                    List.of(ProcessHandle.current().pid()),
                    Portalocker.holders(file).stream().map(LockHolder::pid).toList());
        }
    }

    @Test
    void whatCannotBeWrittenCanBeReadLocked() throws Exception {
        Path where = directory.resolve("fixed");
        mount(where, "-t", "tmpfs", "none");
        Path file = Files.createFile(where.resolve("rw"));
        mount(where, "-o", "remount,ro");
        try (var held = ReadWriteLock.of(file).read().acquire()) {
            assertTrue(held.isHeld());
        }
        var refused = assertThrows(
                LockIOException.class, () -> ReadWriteLock.of(file).write().acquire());
        assertEquals("EROFS", refused.symbol());
    }

    @Test
    void anothersFileIsReadLockedAndNotWriteLocked() throws Exception {
        Requirements.require("root".equals(System.getProperty("user.name")), "root, who may give files away");
        Path file = Files.createFile(directory.resolve("rw"));
        Files.setAttribute(file, "unix:mode", 0644);
        Files.setAttribute(file, "unix:uid", 65534);
        try (Peer reader = Ordinary.user("rw", file, "shared=true")) {
            assertEquals("acquired", reader.child().ask("try"));
        }
        try (Peer writer = Ordinary.user("rw", file)) {
            String answer = writer.child().ask("try");
            assertTrue(answer.contains("EACCES"), answer);
            assertFalse(answer.contains("EBADF"), answer);
        }
    }
}
