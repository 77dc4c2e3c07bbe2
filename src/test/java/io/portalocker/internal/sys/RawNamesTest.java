package io.portalocker.internal.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.BoundedSemaphore;
import io.portalocker.PidFileLock;
import io.portalocker.SoftFileLock;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import io.portalocker.testkit.NeedsPosix;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that a lock derives from its own have the bytes of that, whatever the locale makes of them. */
@Timeout(120)
@NeedsPosix("names that are bytes")
class RawNamesTest {
    @TempDir
    Path directory;

    /** Runs in a JVM of another locale: takes a pid file, a slot and the marker of a dead Python, and says so. */
    static final class Derivation {
        public static void main(String[] arguments) throws Exception {
            Path given;
            try (var files = Files.list(Path.of(arguments[0]))) {
                given = files.findFirst().orElseThrow();
            }
            try (var _ = PidFileLock.of(given.resolve(RawNames.child(given, "caf\u00e9")))
                            .acquire();
                    var _ = BoundedSemaphore.named("g\u00fcte\udce9", 1)
                            .withDirectory(given)
                            .acquire();
                    var _ = SoftFileLock.of(RawNames.child(given, "m\u00e9"))
                            .withTimeout(Duration.ZERO)
                            .acquire()) {
                System.out.println("held");
                System.in.read();
            }
        }
    }

    /** Python sees what lies there as bytes, and takes part in it. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "POSIX"})
    void pidFilesAndSlotsKeepTheirBytes(String locale) throws Exception {
        try (Child python = Child.python("""
            import os, sys, filelock
            os.chdir(os.fsencode(sys.argv[1]))
            os.mkdir(b'd\\xe8')
            os.chdir(b'd\\xe8')
            filelock.SoftFileLock(os.fsdecode(b'm\\xe9')).acquire()
            os._exit(0)
            """, directory.toString())) {
            assertEquals(0, python.awaitExit(), python::transcript);
        }
        List<String> command = new ArrayList<>(List.of("env", "LC_ALL=" + locale));
        command.addAll(Jvm.command(Derivation.class, directory.toString()));
        try (Child java = Child.start(command).expect("held");
                Child python = Child.python("""
                    import os, sys, portalocker
                    d = os.path.join(os.fsencode(sys.argv[1]), b'd\\xe8')
                    for name in sorted(os.listdir(d)): print(repr(name))
                    os.chdir(d)
                    try:
                        print(portalocker.PidFileLock(os.fsdecode(b'caf\\xe9')).read_pid())
                        portalocker.PidFileLock(os.fsdecode(b'caf\\xe9')).fail_closed().__enter__()
                    except portalocker.AlreadyLocked:
                        print('locked')
                    try:
                        portalocker.NamedBoundedSemaphore(1, os.fsdecode(b'g\\xc3\\xbcte\\xe9'), directory='.', timeout=0).acquire()
                    except portalocker.AlreadyLocked:
                        print('taken')
                    """, directory.toString())) {
            for (String line : List.of(
                    "b'caf\\xe9'",
                    "b'caf\\xe9.lock'",
                    "b'g\\xc3\\xbcte\\xe9.00.lock'",
                    "b'g\\xc3\\xbcte\\xe9.maximum'",
                    "b'm\\xe9'",
                    Long.toString(java.pid()),
                    "locked",
                    "taken")) {
                assertEquals(line, python.line(), python::transcript);
            }
        }
    }

    @Test
    void textIsWrittenInUtf8AndLoneBytesAsTheyAre() {
        assertEquals("plain", RawNames.ofText("plain"));
        assertEquals(
                new String("gr\u00fcn\ud83d\ude00".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                RawNames.ofText("gr\u00fcn\ud83d\ude00"));
        assertEquals("x\u00e9\u0080", RawNames.ofText("x\udce9\udc80"));
    }
}
