package io.portalocker.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.portalocker.Lock;
import io.portalocker.LockException;
import io.portalocker.OpenMode;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Holder;
import io.portalocker.testkit.Jvm;
import io.portalocker.testkit.Requirements;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be locked is refused with the path, the operation, and the error by name and number. */
@Timeout(120)
class BadInputTest extends BadInputFixture {

    // Files

    @Test
    @EnabledOnOs(OS.LINUX)
    void missingDirectory() {
        var lock = Lock.of(directory.resolve("absent/file.lock"));
        assertInstanceOf(
                NoSuchFileException.class,
                assertRefused(lock, "open", "ENOENT", 2).getCause());
        assertFalse(Files.exists(directory.resolve("absent")), "its directory is never created");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fileAsDirectory() throws Exception {
        Files.createFile(file);
        assertRefused(Lock.of(file.resolve("below")), "open", "ENOTDIR", 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"r", "r+", "a", "w"})
    @EnabledOnOs(OS.LINUX)
    void directoryInsteadOfFile(String mode) {
        assertRefused(Lock.of(directory).withMode(OpenMode.of(mode)), "open", "EISDIR", 21);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void missingFileToRead() {
        assertRefused(Lock.of(file).withMode(OpenMode.R), "open", "ENOENT", 2);
        assertFalse(Files.exists(file));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void presentFileToCreate() throws Exception {
        Files.createFile(file);
        var e = assertRefused(Lock.of(file).withMode(OpenMode.X), "open", "EEXIST", 17);
        assertInstanceOf(FileAlreadyExistsException.class, e.getCause());
    }

    /** Opening a FIFO waits for its other end, unless one takes care. */
    @ParameterizedTest
    @ValueSource(strings = {"r", "r+", "a"})
    @EnabledOnOs(OS.LINUX)
    void fifo(String mode) {
        Requirements.requireProgram("mkfifo");
        try (var mkfifo = Child.start("mkfifo", file.toString())) {
            assertEquals(0, mkfifo.exitCode());
        }
        assertRefused(Lock.of(file).withMode(OpenMode.of(mode)), "open", "ENXIO", 6);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void device() {
        assertRefused(Lock.of(Path.of("/dev/null")), "open", "ENXIO", 6);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void symbolicLink() throws Exception {
        Path target = Files.writeString(directory.resolve("target"), "precious");
        Files.createSymbolicLink(file, target);
        var e = assertRefused(Lock.of(file).withMode(OpenMode.W), "open", "ELOOP", 40);
        assertMentions(e.getMessage(), "symbolic link");
        assertEquals("precious", Files.readString(target));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void danglingSymbolicLink() throws Exception {
        Files.createSymbolicLink(file, directory.resolve("target"));
        assertRefused(Lock.of(file), "open", "ELOOP", 40);
        assertFalse(Files.exists(directory.resolve("target")));
    }

    /** The link is a directory on the way, not the file. */
    @Test
    void symbolicLinkToTheDirectoryIsFollowed() throws Exception {
        Requirements.require(!OS.WINDOWS.isCurrentOs(), "symbolic links");
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        try (var held = Lock.of(link.resolve("file.lock")).acquire()) {
            held.ensureHeld();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void hardLinkedFileIsNotEmptied() throws Exception {
        Files.writeString(file, "precious");
        Files.createLink(directory.resolve("other"), file);
        var e = assertRefused(Lock.of(file).withMode(OpenMode.W), "ftruncate", "EMLINK", 31);
        assertMentions(e.getMessage(), "hard links");
        assertEquals("precious", Files.readString(file));
        Lock.of(file).withMode(OpenMode.R_PLUS).acquire().release();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noPermission() throws Exception {
        Files.createFile(file);
        Files.setPosixFilePermissions(file, Set.of());
        assertOrdinaryUserIsDenied();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noPermissionToCreate() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertOrdinaryUserIsDenied();
        assertFalse(Files.exists(file));
    }

    /** Root may do everything; without capabilities it is a user like others, and can still read the JDK and the build. */
    private void assertOrdinaryUserIsDenied() {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            Requirements.requireProgram("setpriv");
            command.addAll(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
            var attempt = new ArrayList<>(command);
            attempt.add("true");
            try (var child = Child.start(attempt)) {
                Requirements.require(child.exitCode() == 0, "permission to drop capabilities");
            }
        }
        command.addAll(Jvm.command(Holder.class, "lock", file.toString(), "mode=a"));
        try (var child = Child.start(command)) {
            child.expect("ready");
            assertMentions(
                    child.ask("try"),
                    "LockIOException",
                    "'" + file + "'",
                    "cannot open",
                    "open: EACCES (13)",
                    "permission denied");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void causeOfAccessDenied() throws Exception {
        Files.createFile(file);
        Requirements.requireProgram("chattr");
        try (var chattr = Child.start("chattr", "+i", file.toString())) {
            Requirements.require(chattr.exitCode() == 0, "a file system and user with chattr +i");
        }
        try {
            var e = assertRefused(Lock.of(file), "open", "EPERM", 1);
            assertInstanceOf(AccessDeniedException.class, e.getCause());
        } finally {
            try (var chattr = Child.start("chattr", "-i", file.toString())) {
                assertEquals(0, chattr.exitCode());
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void readOnlyFileSystem() throws Exception {
        Requirements.requireProgram("unshare");
        try (var attempt = Child.start("unshare", "-m", "mount", "-t", "tmpfs", "none", directory.toString())) {
            Requirements.require(attempt.exitCode() == 0, "permission to mount in a namespace of one's own");
        }
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount -t tmpfs none \"$0\" && touch \"$0/present\" && mount -o remount,ro \"$0\" && exec \"$@\"",
                directory.toString()));
        var absent = new ArrayList<>(command);
        absent.addAll(Jvm.command(Holder.class, "lock", file.toString(), "mode=a"));
        try (var child = Child.start(absent)) {
            child.expect("ready");
            assertMentions(
                    child.ask("try"),
                    "LockIOException",
                    "'" + file + "'",
                    "cannot open",
                    "open: EROFS (30)",
                    "read-only");
        }
        // What is there can be locked for reading.
        var present = new ArrayList<>(command);
        present.addAll(
                Jvm.command(Holder.class, "lock", directory.resolve("present").toString(), "mode=r", "shared=true"));
        try (var child = Child.start(present)) {
            child.expect("ready");
            assertEquals("acquired", child.ask("try"));
        }
    }

    // Native access

    @Test
    void noNativeAccess() {
        Requirements.require(Runtime.version().feature() >= 24, "JDK 24, which can deny native access");
        for (boolean module : List.of(true, false)) {
            String[] arguments = {"lock", file.toString(), "locker=FLOCK"};
            List<String> command = new ArrayList<>(
                    module ? Jvm.command(Refused.class, arguments) : Jvm.onClassPath(Refused.class, arguments));
            command.removeIf(word -> word.startsWith("--enable-native-access"));
            command.add(1, "--illegal-native-access=deny");
            try (var child = Child.start(command)) {
                assertMentions(
                        child.line(),
                        "IllegalCallerException",
                        "--enable-native-access=" + (module ? "io.portalocker" : "ALL-UNNAMED"));
                child.expect("the same again");
                assertEquals(0, child.exitCode());
                assertFalse(child.transcript().contains("WARNING"), child::transcript);
            }
        }
    }

    /** Locks where it must not. */
    static final class Refused {
        private Refused() {}

        public static void main(String[] args) throws Exception {
            String first = attempt(Path.of(args[1]));
            System.out.println(first);
            System.out.println(first.equals(attempt(Path.of(args[1]))) ? "the same again" : "something else");
        }

        private static String attempt(Path path) throws LockException {
            try {
                Lock.of(path).acquire().release();
                return "acquired";
            } catch (IllegalCallerException e) {
                return e.toString();
            }
        }
    }
}
