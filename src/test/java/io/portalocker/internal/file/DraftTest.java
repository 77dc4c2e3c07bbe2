package io.portalocker.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.AtomicFile;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.linux.FaultyFiles;
import io.portalocker.internal.sys.linux.FaultyFiles.Plan;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who may read an atomic file, before and after its commit, and what is left of one that was never committed. */
@DisabledOnOs(OS.WINDOWS)
class DraftTest {

    private static final int OTHER_GROUP = 42;
    private static final int OTHER_USER = 65534;

    @TempDir
    Path directory;

    private Path destination;

    @BeforeEach
    void nameTheFile() {
        destination = directory.resolve("data");
    }

    private List<Path> hidden() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".portalocker."))
                    .toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return Integer.toOctalString((int) Files.getAttribute(file, "unix:mode") & 07777);
    }

    private void chmod(int mode) throws IOException {
        Files.setAttribute(destination, "unix:mode", mode);
    }

    /** Replaces the destination, and gives the mode that the draft had while it was written. */
    private String replace() throws IOException {
        try (AtomicFile file = AtomicFile.replace(destination)) {
            file.writer(UTF_8).write("new");
            file.outputStream().flush();
            String mode = mode(hidden().getFirst());
            file.commit();
            return mode;
        } finally {
            assertEquals(List.of(), hidden());
        }
    }

    private static String sh(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private static void requireRoot() {
        Requirements.require("root".equals(System.getProperty("user.name")), "root, who may give files away");
    }

    @Test
    void isReadableByNobodyElseUntilItReplaces() throws Exception {
        Files.writeString(destination, "old");
        for (int mode : new int[] {0600, 0644, 0755, 0400}) {
            chmod(mode);
            assertEquals("600", replace());
            assertEquals(Integer.toOctalString(mode), mode(destination));
        }
    }

    @Test
    void whatIsNewHasWhatTheUmaskLeavesFromTheStart() throws Exception {
        String usual = mode(Files.createFile(directory.resolve("usual")));
        assertEquals(usual, replace());
        assertEquals(usual, mode(destination));
    }

    @Test
    void fileThatGoesMeanwhileIsNotWidened() throws Exception {
        Files.writeString(destination, "old");
        chmod(0640);
        try (AtomicFile file = AtomicFile.replace(destination)) {
            Files.delete(destination);
            file.commit();
        }
        assertEquals("600", mode(destination));
    }

    @Test
    void adoptsNeitherSetuidNorSetgidNorSticky() throws Exception {
        Files.writeString(destination, "old");
        chmod(07755);
        assertEquals("7755", mode(destination));
        replace();
        assertEquals("755", mode(destination));
    }

    /** Whoever may put a file there must not decide what may be done with ours. */
    @Test
    void adoptsNothingOfAnotherUsersFileButWhatItWithholds() throws Exception {
        requireRoot();
        String usual = mode(Files.createFile(directory.resolve("usual")));
        Files.writeString(destination, "old");
        Files.setAttribute(destination, "unix:uid", OTHER_USER);
        chmod(06777);
        assertEquals(usual, replace());
        assertEquals(usual, mode(destination));
        assertEquals(0, Files.getAttribute(destination, "unix:uid"));
        Files.setAttribute(destination, "unix:uid", OTHER_USER);
        chmod(0600);
        assertEquals("600", replace());
        assertEquals("600", mode(destination));
        try (AtomicFile file = AtomicFile.replace(directory.resolve("planted"))) {
            Files.writeString(directory.resolve("planted"), "planted meanwhile");
            Files.setAttribute(directory.resolve("planted"), "unix:uid", OTHER_USER);
            Files.setAttribute(directory.resolve("planted"), "unix:mode", 0600);
            file.commit();
        }
        assertEquals("600", mode(directory.resolve("planted")));
    }

    @Test
    void keepsTheGroup() throws Exception {
        requireRoot();
        Files.writeString(destination, "old");
        Files.setAttribute(destination, "unix:gid", OTHER_GROUP);
        chmod(0640);
        replace();
        assertEquals(OTHER_GROUP, Files.getAttribute(destination, "unix:gid"));
        assertEquals("640", mode(destination));
    }

    @Test
    void groupThatCannotBeKeptMayDoNoMoreThanOthers() throws Exception {
        requireRoot();
        Requirements.require(Platform.current().name().equals("Linux"), "Linux, whose calls are made to fail");
        Files.writeString(destination, "old");
        Files.setAttribute(destination, "unix:gid", OTHER_GROUP);
        chmod(0664);
        Path mine = Files.createFile(directory.resolve("mine"));
        FaultyFiles files = new FaultyFiles(new Plan().fail("fchown", 1));
        long open = files.open(mine, io.portalocker.internal.sys.OpenFlags.WRITE, 0);
        files.adopt(open, destination);
        files.close(open);
        assertEquals("644", mode(mine));
        assertNotEquals(OTHER_GROUP, Files.getAttribute(mine, "unix:gid"));
    }

    /** In between, those rights would be another group's. */
    @Test
    void rightsComeOnlyWithTheGroup() throws Exception {
        requireRoot();
        Requirements.require(Platform.current().name().equals("Linux"), "Linux, whose calls are made to fail");
        Files.writeString(destination, "old");
        Files.setAttribute(destination, "unix:gid", OTHER_GROUP);
        chmod(0660);
        Path mine = Files.createFile(directory.resolve("mine"));
        Files.setAttribute(mine, "unix:mode", 0600);
        FaultyFiles files = new FaultyFiles(new Plan().fail("fchown", 5));
        long open = files.open(mine, io.portalocker.internal.sys.OpenFlags.WRITE, 0);
        assertEquals(
                "EIO",
                assertThrows(SysException.class, () -> files.adopt(open, destination))
                        .symbol());
        files.close(open);
        assertEquals("600", mode(mine));
    }

    @Test
    void keepsTheAccessControlList() throws Exception {
        Requirements.requireProgram("setfacl");
        Files.writeString(destination, "old");
        sh("setfacl", "--set", "u::rw,u:1:rw,g::-,m::rw,o::-", destination.toString());
        String before = sh("getfacl", "-cn", destination.toString());
        assertTrue(before.contains("group::---"), before);
        replace();
        assertEquals(before, sh("getfacl", "-cn", destination.toString()));
        assertEquals("new", Files.readString(destination));
    }

    /** What the list says of the group would be said of another one. */
    @Test
    void listWhoseGroupCannotBeKeptIsRefused() throws Exception {
        requireRoot();
        Requirements.requireProgram("setfacl");
        Requirements.require(Platform.current().name().equals("Linux"), "Linux, whose calls are made to fail");
        Files.writeString(destination, "old");
        sh("setfacl", "--set", "u::rw,u:1:rw,g::rw,m::rw,o::-", destination.toString());
        Files.setAttribute(destination, "unix:gid", OTHER_GROUP);
        Path mine = Files.createFile(directory.resolve("mine"));
        Files.setAttribute(mine, "unix:mode", 0600);
        FaultyFiles files = new FaultyFiles(new Plan().fail("fchown", 1));
        long open = files.open(mine, io.portalocker.internal.sys.OpenFlags.WRITE, 0);
        assertThrows(SysException.class, () -> files.adopt(open, destination));
        files.close(open);
        assertEquals("600", mode(mine));
    }

    /** A directory gives its files a list at birth; the file that is replaced was older than that. */
    @Test
    void hasNoListWhereTheReplacedHadNone() throws Exception {
        Requirements.requireProgram("setfacl");
        Files.writeString(destination, "old");
        chmod(0640);
        String before = sh("getfacl", "-cn", destination.toString());
        sh("setfacl", "-d", "-m", "u:1:rw,g::rw", directory.toString());
        replace();
        assertEquals(before, sh("getfacl", "-cn", destination.toString()));
    }

    @Test
    void directoryIsForcedAlsoBehindALink() throws Exception {
        Requirements.require(Platform.current().name().equals("Linux"), "Linux, whose calls are made to fail");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(directory.resolve("d")));
        for (Path parent : List.of(directory, link)) {
            var failing = new FaultyFiles(new Plan().fail("fsync", 5));
            assertThrows(SysException.class, () -> Draft.forceDirectory(failing, parent));
            Draft.forceDirectory(new FaultyFiles(new Plan().fail("fsync", 22)), parent); // EINVAL: not for directories
        }
        try (var file = AtomicFile.create(link.resolve("x"))) {
            file.commit();
        }
        assertTrue(Files.exists(directory.resolve("d/x")));
    }

    /** Writes until it is killed. */
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            AtomicFile file = AtomicFile.replace(Path.of(arguments[0]));
            file.writer(UTF_8).append("half").flush();
            System.out.println("writing");
            System.in.read();
        }
    }

    @Test
    void removesWhatAKilledWriterLeftBehindAndNothingElse() throws Exception {
        Path python = Files.createFile(directory.resolve(".portalocker.0123456789abcdef.tmp"));
        try (Child live = Child.java(Writer.class, destination.toString()).expect("writing")) {
            List<Path> living = hidden();
            try (Child dead = Child.java(Writer.class, destination.toString()).expect("writing")) {
                dead.kill();
                dead.awaitExit();
            }
            assertEquals(3, hidden().size());
            AtomicFile.create(destination).close();
            assertEquals(
                    living.stream().sorted().toList(),
                    hidden().stream().sorted().toList());
            assertTrue(living.contains(python));
            live.endInput();
        }
    }

    @Test
    void tellsItsNamesFromOthers() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            assertTrue(DraftNames.isOurs(DraftNames.draw(Unguessable.bytes(4))));
        }
        assertFalse(DraftNames.isOurs(".portalocker.0123456789abcdef.tmp"));
        assertFalse(DraftNames.isOurs("settings.json"));
    }
}
