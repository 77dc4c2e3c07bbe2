package io.portalocker.internal.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.NeedsPosix;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The calls on names, by path and within an open directory, with the real kernel. */
class NamesInDirectoriesTest {

    @TempDir
    Path folder;

    private final FileCalls files = Platform.current().files();
    private long directory;

    @BeforeEach
    void open() throws Exception {
        directory = files.openDirectory(folder);
    }

    @AfterEach
    void close() throws Exception {
        files.close(directory);
    }

    private static void fails(ErrorKind kind, Executable call) {
        assertEquals(kind, assertThrows(SysException.class, call).kind());
    }

    @Test
    @NeedsPosix("renameat2, or renamex_np")
    void exchanges() throws Exception {
        Path one = Files.writeString(folder.resolve("one"), "1");
        Path other = Files.writeString(folder.resolve("öther"), "2");
        files.exchange(one, other);
        assertEquals("2", Files.readString(one));
        assertEquals("1", Files.readString(other));
        fails(ErrorKind.NOT_FOUND, () -> files.exchange(one, folder.resolve("missing")));
    }

    @Test
    void renamesLinksAndUnlinksByPath() throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "a");
        Path second = folder.resolve("b");
        files.link(file, second);
        assertEquals(2, files.status(file).links());
        fails(ErrorKind.EXISTS, () -> files.link(file, second));
        Path third = Files.writeString(folder.resolve("ç"), "c");
        files.rename(third, file);
        assertEquals("c", Files.readString(file));
        files.unlink(file);
        fails(ErrorKind.NOT_FOUND, () -> files.unlink(file));
        assertEquals("a", Files.readString(second));
    }

    @Test
    @NeedsPosix("symbolic links")
    void linksTheLinkItself() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
        files.link(link, folder.resolve("second"));
        assertTrue(Files.isSymbolicLink(folder.resolve("second")));
    }

    @Test
    @NeedsPosix("directories that are renamed while they are open")
    void worksWithinTheDirectoryWhereverItsNameLeads() throws Exception {
        files.makeDirectory(directory, "inner", 0700);
        fails(ErrorKind.EXISTS, () -> files.makeDirectory(directory, "inner", 0700));
        long inner = files.openDirectory(directory, "inner");
        Files.move(folder.resolve("inner"), folder.resolve("moved"));
        Files.createDirectory(folder.resolve("inner"));
        long made = files.open(inner, "file", OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE, 0600);
        files.close(made);
        fails(
                ErrorKind.EXISTS,
                () -> files.open(inner, "file", OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE, 0600));
        files.link(inner, "file", "same");
        files.rename(inner, "same", "other");
        assertEquals(0600, files.status(inner, "other").permissions());
        assertEquals(2, files.status(inner, "other").links());
        files.unlink(inner, "file");
        fails(ErrorKind.NOT_FOUND, () -> files.status(inner, "file"));
        assertEquals(List.of("other"), files.list(inner));
        assertTrue(Files.exists(folder.resolve("moved/other")));
        files.close(inner);
    }

    @Test
    @NeedsPosix("symbolic links")
    void opensDirectoriesOnly() throws Exception {
        Files.createFile(folder.resolve("file"));
        Files.createSymbolicLink(folder.resolve("link"), folder);
        fails(ErrorKind.NOT_A_DIRECTORY, () -> files.openDirectory(folder.resolve("file")));
        fails(ErrorKind.NOT_A_DIRECTORY, () -> files.openDirectory(directory, "file"));
        fails(ErrorKind.NOT_A_DIRECTORY, () -> files.openDirectory(directory, "link"));
        fails(ErrorKind.NOT_FOUND, () -> files.openDirectory(directory, "missing"));
    }

    /** More than one buffer of entries, twice through one descriptor, and a name of bytes that are no UTF-8. */
    @Test
    @NeedsPosix("names that are bytes")
    void listsEveryNameEachTime() throws Exception {
        String raw = new String(new byte[] {'x', (byte) 0xE9, (byte) 0xFF}, StandardCharsets.ISO_8859_1);
        List<String> names = new ArrayList<>(IntStream.range(0, 3000)
                .mapToObj(i -> "a-rather-long-name-of-a-file-" + i)
                .toList());
        names.add(raw);
        for (String name : names) {
            files.close(files.open(directory, name, OpenFlags.WRITE | OpenFlags.CREATE, 0600));
        }
        names.sort(null);
        for (int i = 0; i < 2; i++) {
            assertEquals(names, files.list(directory).stream().sorted().toList());
        }
        files.unlink(directory, raw);
        assertThrows(IllegalArgumentException.class, () -> files.unlink(directory, "Ā"));
    }

    @Test
    @NeedsPosix("symbolic links and FIFOs")
    void pinsWhateverItIs() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
        long pin = files.open(link, OpenFlags.PIN, 0);
        assertEquals(FileType.SYMBOLIC_LINK, files.status(pin).type());
        Files.delete(link);
        assertEquals(0, files.status(pin).links());
        fails(ErrorKind.BAD_DESCRIPTOR, () -> files.read(pin, IoBuffer.take().segment()));
        files.close(pin);
    }

    @Test
    @NeedsPosix("groups")
    void tellsGroupAndTimeOfTheLastChange() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        FileStatus status = files.status(file);
        assertEquals(Files.getAttribute(file, "unix:gid"), status.group());
        var changed = (FileTime) Files.getAttribute(file, "unix:ctime");
        assertEquals(changed.toInstant(), Instant.ofEpochSecond(status.changedSeconds(), status.changedNanos()));
    }

    /** Longer than what a scratch has room for: the memory must live as long as the call, whatever the collector does. */
    @Test
    @NeedsPosix("a limit of 4,096 bytes a path")
    void takesTwoLongPaths() throws Exception {
        Path deep = folder;
        while (deep.toString().length() < 3700) {
            deep = Files.createDirectory(deep.resolve("d".repeat(100)));
        }
        Path name = deep.resolve("x".repeat(200));
        Files.createFile(name);
        Path other = deep.resolve("é".repeat(100));
        files.rename(name, other);
        assertTrue(Files.exists(other));
        fails(ErrorKind.OTHER, () -> files.rename(other, other.resolve("y".repeat(5000))));
    }
}
