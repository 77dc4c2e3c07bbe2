package io.portalocker.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockIOException;
import io.portalocker.LockInterruptedException;
import io.portalocker.Locker;
import io.portalocker.Portalocker;
import io.portalocker.Verification;
import io.portalocker.Verification.Finding;
import io.portalocker.Verification.Verdict;
import io.portalocker.cli.Main;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Build;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Container;
import io.portalocker.testkit.Jvm;
import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.Requirements;
import io.portalocker.testkit.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The referee on the user's file system is right where locks hold, and where they do not. */
@Timeout(300)
class VerifyTest {

    private static final String TRUSTED = "The default lock can be trusted in ";

    @TempDir
    Path directory;

    private final List<Path> mounted = new ArrayList<>();

    private static Child portalocker(List<String> before, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.addAll(Jvm.command(Main.class, arguments));
        return Child.start(command);
    }

    private Path mount(String name, String type, String options) throws Exception {
        Requirements.require("root".equals(System.getProperty("user.name")), "root, who may mount");
        Path where = Files.createDirectory(directory.resolve(name));
        try (Child mount = Child.start("mount", "-t", type, "none", "-o", options, where.toString())) {
            Requirements.require(mount.awaitExit() == 0, "permission to mount: " + mount.transcript());
        }
        mounted.addFirst(where);
        return where;
    }

    @AfterEach
    void unmount() {
        for (Path where : mounted) {
            try (Child unmount = Child.start("umount", "-l", where.toString())) {
                assertEquals(0, unmount.awaitExit(), unmount::transcript);
            }
        }
    }

    private static void assertEmpty(Path where) {
        assertArrayEquals(new String[0], where.toFile().list());
    }

    /** All it said, when it has ended with a status. */
    private static String output(Child child, int status) {
        assertEquals(status, child.awaitExit(Duration.ofMinutes(4)), child::transcript);
        return child.transcript();
    }

    @Test
    void ordinaryDirectory() throws Exception {
        Verification found = Portalocker.verify(directory);
        assertTrue(found.trusted(), found::toString);
        assertEquals(
                waysOfThisSystem(),
                found.findings().stream()
                        .filter(finding -> finding.question().equals("does it exclude?"))
                        .peek(finding -> assertEquals(Verdict.YES, finding.verdict(), finding::toString))
                        .map(Finding::subject)
                        .toList());
        assertEquals(
                List.of(
                        "does it exclude?",
                        "is nobody inside with another?",
                        "does a wait end with the release?",
                        "how fast is a hand-off?",
                        "does a wait end with the holder's death?",
                        "does a deadline hold?"),
                found.findings().stream()
                        .filter(finding ->
                                finding.subject().equals(Locker.ofPlatform().name()))
                        .map(Finding::question)
                        .toList());
        assertEquals(
                List.of("STRICT_MARKER"), // which only a person may break
                found.findings().stream()
                        .filter(finding -> finding.verdict() != Verdict.YES)
                        .map(Finding::subject)
                        .toList());
        assertEmpty(directory);
    }

    private static List<String> waysOfThisSystem() {
        List<String> kernel = switch (OS.current()) {
            case WINDOWS -> List.of("LOCK_FILE_EX");
            case MAC -> List.of("FLOCK", "LOCKF");
            default -> List.of("FLOCK", "LOCKF", "OFD");
        };
        return Stream.concat(kernel.stream(), Stream.of("BYTE_RANGES", "MARKER", "STRICT_MARKER"))
                .toList();
    }

    /** At once: they wait most of the time. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void anOverlayAndFakedLocks() throws Exception {
        Requirements.requireProgram("gcc");
        Path layers = mount("layers", "tmpfs", "size=10m");
        for (String name : List.of("lower", "upper", "work")) {
            Files.createDirectory(layers.resolve(name));
        }
        String options = List.of("lower", "upper", "work").stream()
                .map(name -> name + "dir=" + layers.resolve(name))
                .collect(Collectors.joining(","));
        Path overlay = mount("overlay", "overlay", options);
        Path faked = Files.createDirectory(directory.resolve("faked"));
        Path fake = directory.resolve("fakelocks");
        Path source = Build.base().resolve("src/test/c/fakelocks.c");
        try (Child gcc = Child.start("gcc", "-Wall", "-Werror", "-o", fake.toString(), source.toString())) {
            assertEquals(0, gcc.awaitExit(), gcc::transcript);
        }
        try (Child onOverlay = portalocker(List.of(), "verify", overlay.toString());
                Child onFaked = portalocker(List.of(fake.toString()), "verify", "--json", faked.toString())) {
            assertTrue(output(onOverlay, 0).contains(TRUSTED + overlay));
            String text = output(onFaked, 1);
            assertTrue(text.contains("\"trusted\": false"), text);
            assertTrue(
                    text.contains("{\"subject\": \"FLOCK\", \"with\": \"another process\", \"question\":"
                            + " \"does it exclude?\", \"answer\": \"no\", \"seen\": \"this process got it too"),
                    text);
            assertTrue(
                    text.contains("{\"subject\": \"OFD\", \"with\": \"another process\", \"question\":"
                            + " \"does it exclude?\", \"answer\": \"refused\""),
                    text);
            assertTrue(
                    text.contains("{\"subject\": \"LOCKF\", \"with\": \"another process\", \"question\":"
                            + " \"does it exclude?\", \"answer\": \"yes\""),
                    text);
        }
        assertEmpty(overlay);
        assertEmpty(faked);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void twoHosts() throws Exception {
        Container.requireNamespaces("--uts", "--pid");
        Path tmpfs = mount("tmpfs", "tmpfs", "size=10m");
        String[] command = {"verify", "--hosts", "2", tmpfs.toString()};
        try (Child one = portalocker(host("one"), command);
                Child other = portalocker(host("other"), command)) {
            String text = output(one, 0);
            String same = output(other, 0);
            assertTrue(text.contains("did all come?"), text);
            assertTrue(text.contains("yes       FLOCK, with host o"), text);
            assertTrue(text.contains("not tried MARKER, with host o"), text);
            assertTrue(same.contains("yes       FLOCK, with host o"), same);
            assertTrue(text.contains(TRUSTED + tmpfs), text);
            assertFalse(text.contains("NO"), text);
        }
        assertEmpty(tmpfs);
    }

    private static List<String> host(String name) {
        return List.of(
                "unshare",
                "--uts",
                "--pid",
                "--fork",
                "--mount-proc",
                "--kill-child",
                "sh",
                "-c",
                "hostname " + name + " && exec \"$@\"",
                "sh");
    }

    @Test
    void aHostThatDoesNotCome() throws Exception {
        Verification found = Portalocker.verify(directory, 2, Duration.ofMillis(200));
        assertFalse(found.trusted());
        Finding finding = found.findings().getFirst();
        assertEquals("did all come?", finding.question());
        assertTrue(finding.words().startsWith("1 of 2 hosts were here within 0 s"), finding.words());
        assertEmpty(directory);
    }

    @Test
    void whatIsNoDirectory() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        var refused = assertThrows(LockIOException.class, () -> Portalocker.verify(file));
        assertTrue(refused.getMessage().contains("it is no directory"), refused::getMessage);
        var missing = assertThrows(LockIOException.class, () -> Portalocker.verify(directory.resolve("none")));
        assertEquals(OS.WINDOWS.isCurrentOs() ? "ERROR_PATH_NOT_FOUND" : "ENOENT", missing.symbol());
        assertThrows(IllegalArgumentException.class, () -> Portalocker.verify(directory, 1, Duration.ZERO));
    }

    @Test
    void anInterruptLeavesNothing() throws Exception {
        Background<Boolean> interrupted = Background.start(() -> {
            assertThrows(LockInterruptedException.class, () -> Portalocker.verify(directory));
            return Thread.currentThread().isInterrupted();
        });
        Background.await(() -> directory.toFile().list().length > 0);
        interrupted.interrupt();
        assertTrue(interrupted.get());
        assertEmpty(directory);
    }

    @Test
    @NeedsPosix("signals")
    void aSignalLeavesNothing() throws Exception {
        try (Child child = portalocker(List.of(), "verify", directory.toString())) {
            Background.await(() -> directory.toFile().list().length > 0);
            Signals.send("TERM", child.pid());
            assertEquals(128 + 15, child.awaitExit(), child::transcript);
        }
        assertEmpty(directory);
    }
}
