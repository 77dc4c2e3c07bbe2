package io.portalocker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Child;
import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.NotUnderWine;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CoderMalfunctionError;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** portalocker's test_open_atomic, and replacing. */
class AtomicFileTest {
    @TempDir
    Path directory;

    private Path destination;

    @BeforeEach
    void nameTheFile() {
        destination = directory.resolve("data.bin");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static void write(AtomicFile file, String text) throws IOException {
        file.writer(UTF_8).write(text);
    }

    private void assertOnly(String content) throws IOException {
        assertEquals(List.of(destination), files());
        assertEquals(content, Files.readString(destination));
    }

    /** As every other failure of a lock's; what stands there is the cause. */
    private static void assertExists(Executable action) {
        var e = assertThrows(LockIOException.class, action);
        assertInstanceOf(FileAlreadyExistsException.class, e.getCause());
    }

    @Test
    void publishesBytesAndLeavesNoTemporaryFile() throws Exception {
        try (var file = AtomicFile.create(destination)) {
            file.channel().write(ByteBuffer.wrap("bytes".getBytes(UTF_8)));
            file.outputStream().write('!');
            write(file, "text");
            assertFalse(Files.exists(destination));
            file.commit();
            assertOnly("bytes!text");
        }
        assertOnly("bytes!text");
    }

    @Test
    void temporaryNameIsThatOfPortalocker() throws Exception {
        try (var file = AtomicFile.create(destination)) {
            String name = files().getFirst().getFileName().toString();
            assertTrue(name.matches("\\.portalocker\\.[0-9a-f]{16}\\.tmp"), name);
            write(file, "");
        }
    }

    @Test
    @NotUnderWine("CreateSymbolicLinkW makes a link; Wine says so and makes none")
    void existingDestinationIsRefusedAtOnceAndKept() throws Exception {
        Files.writeString(destination, "theirs");
        assertExists(() -> AtomicFile.create(destination));
        assertOnly("theirs");
        Files.delete(destination);
        Files.createSymbolicLink(destination, directory.resolve("dangling"));
        assertExists(() -> AtomicFile.create(destination));
    }

    @Test
    void destinationThatAppearsMeanwhileIsReportedAndKept() throws Exception {
        try (var file = AtomicFile.create(destination)) {
            write(file, "ours");
            Files.writeString(destination, "winner");
            assertExists(file::commit);
            assertEquals("winner", Files.readString(destination));
            Files.delete(destination);
            file.commit(); // nothing was lost by the refusal
            assertOnly("ours");
        }
        Files.delete(destination);
        try (var file = AtomicFile.create(destination)) {
            write(file, "ours");
            Files.writeString(destination, "winner");
            assertExists(file::commit);
        }
        assertOnly("winner");
    }

    @Test
    void failedPublicationLeavesNothing() throws Exception {
        var file = AtomicFile.replace(destination);
        write(file, "ours");
        Files.createDirectory(destination);
        assertThrows(IOException.class, file::commit);
        file.close();
        assertEquals(List.of(destination), files());
        assertTrue(Files.isDirectory(destination));
    }

    @Test
    void exceptionInTheBodyLeavesNothing() throws Exception {
        assertThrows(IllegalStateException.class, () -> {
            try (var file = AtomicFile.create(destination)) {
                write(file, "half");
                throw new IllegalStateException("body");
            }
        });
        assertEquals(List.of(), files());
    }

    @Test
    void closingWithoutCommitLeavesWhatWasThere() throws Exception {
        Files.writeString(destination, "old");
        try (var file = AtomicFile.replace(destination)) {
            write(file, "new");
        }
        assertOnly("old");
    }

    @Test
    void closeAndCommitAfterTheEnd() throws Exception {
        var file = AtomicFile.create(destination);
        file.close();
        file.close();
        assertThrows(IllegalStateException.class, file::commit);
        var second = AtomicFile.create(destination);
        second.commit();
        assertThrows(IllegalStateException.class, second::commit);
        second.close();
        assertOnly("");
    }

    @Test
    @NotUnderWine("FileRenameInfoEx with FILE_RENAME_FLAG_POSIX_SEMANTICS: takes the place of a file that is open")
    void replacesWholly() throws Exception {
        Files.writeString(destination, "a longer old content");
        try (var file = AtomicFile.replace(destination);
                var reader = Files.newBufferedReader(destination)) {
            write(file, "new");
            file.commit();
            assertEquals("a longer old content", reader.readLine(), "who has it open reads on");
        }
        assertOnly("new");
        try (var file = AtomicFile.replace(directory.resolve("absent"))) {
            file.commit();
        }
        assertTrue(Files.exists(directory.resolve("absent")));
    }

    @Test
    @NeedsPosix("permissions")
    void replacedFileKeepsItsPermissions() throws Exception {
        Files.writeString(destination, "old");
        Files.setPosixFilePermissions(destination, PosixFilePermissions.fromString("rwxr-x--x"));
        try (var file = AtomicFile.replace(destination)) {
            file.commit();
        }
        assertEquals("rwxr-x--x", PosixFilePermissions.toString(Files.getPosixFilePermissions(destination)));
    }

    @Test
    @NeedsPosix("permissions")
    void newFileHasThePermissionsOfAnyOther() throws Exception {
        try (var file = AtomicFile.create(destination)) {
            file.commit();
        }
        Path other = Files.createFile(directory.resolve("other"));
        assertEquals(Files.getPosixFilePermissions(other), Files.getPosixFilePermissions(destination));
    }

    @Test
    @NotUnderWine("CreateSymbolicLinkW makes a link; Wine says so and makes none")
    void neitherLinksNorDirectoriesAreReplaced() throws Exception {
        Path target = Files.writeString(directory.resolve("target"), "target");
        Files.createSymbolicLink(destination, target);
        assertThrows(LockIOException.class, () -> AtomicFile.replace(destination));
        assertTrue(Files.isSymbolicLink(destination));
        assertThrows(LockIOException.class, () -> AtomicFile.replace(directory));
        Files.delete(destination);
        try (var file = AtomicFile.replace(destination)) {
            Files.createSymbolicLink(destination, target);
            assertThrows(LockIOException.class, file::commit);
        }
        assertEquals("target", Files.readString(target));
        assertTrue(Files.exists(destination, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void missingDirectoriesAreMade() throws Exception {
        destination = directory.resolve("a/b/data");
        try (var file = AtomicFile.create(destination)) {
            file.commit();
        }
        assertTrue(Files.isRegularFile(destination));
    }

    @Test
    @NeedsPosix("permissions")
    void unwritableDirectoryIsAnError() throws Exception {
        Path sealed = Files.createDirectory(directory.resolve("sealed"));
        Files.setPosixFilePermissions(sealed, PosixFilePermissions.fromString("r-xr-xr-x"));
        if (!Files.isWritable(sealed)) {
            var e = assertThrows(LockIOException.class, () -> AtomicFile.create(sealed.resolve("x")));
            assertInstanceOf(AccessDeniedException.class, e.getCause());
        }
    }

    @Test
    @NotUnderWine("FileRenameInfoEx with FILE_RENAME_FLAG_POSIX_SEMANTICS: takes the place of a file that is open")
    void readersSeeTheOldOrTheNew() throws Exception {
        String old = "o".repeat(100_000);
        String fresh = "n".repeat(100_000);
        Files.writeString(destination, old);
        try (Child reader = Child.python("""
            import sys
            seen = set()
            print('ready')
            while 'n' not in seen:
                text = open(sys.argv[1]).read()
                assert len(text) == 100000 and len(set(text)) == 1, (len(text), set(text))
                seen.add(text[0])
            print('done')
            """, destination.toString())) {
            reader.expect("ready");
            for (int i = 0; i < 50; i++) {
                try (var file = AtomicFile.replace(destination);
                        Writer writer = file.writer(UTF_8)) {
                    writer.write(old);
                    file.commit();
                }
            }
            try (var file = AtomicFile.replace(destination)) {
                write(file, fresh);
                file.commit();
            }
            reader.expect("done");
        }
    }

    @Test
    void ofManyThatCreateOneWins() throws Exception {
        int created = 0;
        try (var first = AtomicFile.create(destination);
                var second = AtomicFile.create(destination)) {
            for (var file : List.of(first, second)) {
                try {
                    file.commit();
                    created++;
                } catch (LockIOException e) {
                    assertInstanceOf(FileAlreadyExistsException.class, e.getCause());
                    assertTrue(e.getMessage().contains(destination.toString()), e.getMessage());
                }
            }
        }
        assertEquals(1, created);
        assertOnly("");
    }

    /** What the stream held back is lost: a second commit would give the name to a file without it. */
    @Test
    void fileThatMissesWhatAStreamHeldIsNeverCommitted() throws Exception {
        Path file = directory.resolve("incomplete");
        try (AtomicFile atomic = AtomicFile.create(file)) {
            atomic.outputStream().write('x');
            atomic.writer(new HeldTest.Unwritable()).write("lost");
            assertThrows(CoderMalfunctionError.class, atomic::commit);
            assertThrows(IOException.class, atomic::commit);
            assertFalse(Files.exists(file));
        }
    }
}
