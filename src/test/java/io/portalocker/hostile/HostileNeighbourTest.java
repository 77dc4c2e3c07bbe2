package io.portalocker.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.BoundedSemaphore;
import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.LockException;
import io.portalocker.LockLostException;
import io.portalocker.LockTimeoutException;
import io.portalocker.faults.Subject;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Another user of this machine, in a directory like {@code /tmp}: one test for each kind of hole that was found in
 * filelock. He may deny; he may not gain, nor have anything of ours harmed.
 */
class HostileNeighbourTest {

    private static final List<String> NEIGHBOUR =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all", "sh", "-c");

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path directory;

    private Path shared;
    private Path precious;

    @BeforeEach
    void prepare() throws Exception {
        Requirements.requireProgram("setpriv");
        Requirements.require("root".equals(System.getProperty("user.name")), "root, who can be two users");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        shared = Files.createDirectory(directory.resolve("shared"));
        assertEquals(0, run(List.of("chmod", "1777", shared.toString())));
        precious = Files.writeString(directory.resolve("precious"), "precious");
        Files.setPosixFilePermissions(precious, PosixFilePermissions.fromString("rw-------"));
        Files.setLastModifiedTime(precious, LONG_AGO);
    }

    private static int run(List<String> command) {
        try (Child child = Child.start(command)) {
            return child.exitCode();
        }
    }

    private static List<String> asNeighbour(String script) {
        List<String> command = new ArrayList<>(NEIGHBOUR);
        command.add(script);
        return command;
    }

    private void neighbour(String script) {
        assertEquals(0, run(asNeighbour("cd " + shared + " && " + script)), script);
    }

    /** All that a lock opens or makes. */
    private static List<Path> names(Subject subject, Path path) {
        return switch (subject) {
            case PID_FILE_LOCK ->
                Stream.of("", ".lock", "." + ProcessHandle.current().pid() + ".tmp")
                        .map(end -> path.resolveSibling(path.getFileName() + end))
                        .toList();
            case SEMAPHORE ->
                List.of(((BoundedSemaphore) subject.at(path)).slotPath(0), path.resolveSibling("x.maximum"));
            case READ_LOCK, WRITE_LOCK ->
                List.of(
                        path,
                        path.resolveSibling("x-journal"),
                        path.resolveSibling("x-wal"),
                        path.resolveSibling("x-shm"));
            case SOFT_READ_LOCK, SOFT_WRITE_LOCK -> List.of(path.resolveSibling("x.rw"));
            default -> List.of(path);
        };
    }

    /** Of a directory the names. */
    private static byte[] content(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Files.readAllBytes(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining("\n"))
                    .getBytes(UTF_8);
        }
    }

    private static Stream<Arguments> plants() {
        return Stream.of(Subject.values())
                .flatMap(subject -> Stream.of(
                                "ln -s ../precious",
                                "ln -s ../made",
                                "mkfifo",
                                "mkdir",
                                "head -c 2000000 /dev/urandom >")
                        .map(plant -> Arguments.of(subject, plant)));
    }

    /** CVE-2025-68146, -2026-22701, -112914, -112934, -112936, -112938, -112940, -112915; and reads without a bound. */
    @ParameterizedTest
    @MethodSource("plants")
    void whatIsPlantedHarmsNothingAndHangsNobody(Subject subject, String plant) throws Exception {
        Path path = shared.resolve("x");
        for (Path name : names(subject, path)) {
            neighbour(plant + " " + name);
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                try {
                    Optional<? extends Held> held = subject.at(path).tryAcquire(Duration.ofMillis(20));
                    if (held.isPresent()) {
                        held.get().release();
                    }
                } catch (LockException refused) {
                    assertFalse(refused.getMessage().isEmpty());
                }
            });
            assertAll(
                    () -> assertEquals("precious", Files.readString(precious)),
                    () -> assertEquals(LONG_AGO, Files.getLastModifiedTime(precious)),
                    () -> assertEquals(
                            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(precious))),
                    () -> assertFalse(Files.exists(directory.resolve("made")), "made through a link"));
            run(List.of("sh", "-c", "rm -rf " + shared + "/*"));
        }
    }

    /** CVE-2026-112909, -112935, forged owners: what is held in a sticky directory cannot be taken from its holder. */
    @ParameterizedTest
    @EnumSource
    void holderKeepsWhatItHas(Subject subject) throws Exception {
        Path path = shared.resolve("x");
        Held held = subject.at(path).tryAcquire(Duration.ofSeconds(10)).orElseThrow();
        for (Path name : names(subject, path)) {
            if (Files.exists(name)) {
                byte[] before = content(name);
                for (String attack : List.of(
                        "echo 1 > NAME",
                        "rm -f NAME",
                        "mv NAME NAME.mine",
                        "echo > y; mv -f y NAME",
                        "ln -sf ../made NAME",
                        "chmod 777 NAME",
                        "truncate -s 0 NAME",
                        "touch -d 2001-01-01 NAME")) {
                    assertNotEquals(
                            0,
                            run(asNeighbour("cd " + shared + " && " + attack.replace("NAME", name.toString()))),
                            attack);
                }
                assertArrayEquals(before, content(name));
            }
        }
        held.ensureHeld();
        assertTrue(
                Background.elsewhere(
                        () -> subject.opponent().at(path).tryAcquire().isEmpty()),
                "a second holder");
        held.release();
        subject.at(path).tryAcquire(Duration.ofSeconds(10)).orElseThrow().release();
    }

    /** What he can: whoever may read the file may lock it for ever. Waits end all the same when they were to. */
    @ParameterizedTest
    @EnumSource(
            value = Subject.class,
            names = {"LOCK", "FILE_LOCK", "RLOCK", "LOCK_SHARED"})
    void denialEndsAtTheDeadline(Subject subject) throws Exception {
        Requirements.requireProgram("flock");
        Path path = shared.resolve("x");
        subject.at(path).tryAcquire().orElseThrow().release();
        try (Child denier = Child.start(asNeighbour("exec 9<" + path + " && flock 9 && echo locked && cat"))) {
            denier.expect("locked");
            LockBase<?, ?> patient = subject.at(path).withTimeout(Duration.ofMillis(50));
            assertTimeoutPreemptively(
                    Duration.ofSeconds(30), () -> assertThrows(LockTimeoutException.class, patient::acquire));
        }
        subject.at(path).tryAcquire(Duration.ofSeconds(10)).orElseThrow().release();
    }

    /**
     * CVE-2026-112941: in a directory of his he can take the file away; the holder can see that. What holds a strict lock is
     * its claim, in a directory that he cannot write.
     */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STRICT_SOFT_FILE_LOCK")
    void replacementIsSeen(Subject subject) throws Exception {
        assertEquals(0, run(List.of("chmod", "777", shared.toString())));
        Path path = shared.resolve("x");
        Held held = subject.at(path).tryAcquire(Duration.ofSeconds(10)).orElseThrow();
        Path locked = subject == Subject.PID_FILE_LOCK
                ? shared.resolve("x.lock")
                : names(subject, path).getFirst();
        neighbour("echo > y; " + (subject.isLog() ? "mv " + locked + " z; " : "") + "mv -f y " + locked);
        assertThrows(LockLostException.class, held::ensureHeld);
        try {
            held.release();
        } catch (LockException told) {
            assertFalse(told.getMessage().isEmpty());
        }
        assertEquals("\n", Files.readString(locked), "it was his, and stays");
    }
}
