package io.portalocker.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people type, 49 tried lines: each answer says what is wrong, and the line that it proposes is run and works. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class MistakesIT {
    private static final Pattern PROPOSAL = Pattern.compile("(?:.*[ :]|^)((?:portalocker|mkdir|REDIS_URL=\\S+) .*)");

    /** A proposal ends so that is for a person to complete, or needs a server. */
    private static final int NOT_RUN = -1;

    @TempDir
    Path directory;

    /**
     * A line for the shell.
     *
     * @param status what it ends with
     * @param line what is typed
     * @param says a part of the answer; of the output where nothing is wrong
     * @param proposed what the proposed line ends with
     */
    record Typed(int status, String line, String says, int proposed) {
        @Override
        public String toString() {
            return line;
        }
    }

    private static Typed wrong(int status, String line, String says, int proposed) {
        return new Typed(status, line, says, proposed);
    }

    private static Typed right(String line, String prints) {
        return new Typed(0, line, prints, NOT_RUN);
    }

    static Stream<Typed> lines() {
        String longName = "x".repeat(300);
        return Stream.of(
                wrong(64, "a.lock -- echo hi", "'a.lock' is no command of portalocker", 0),
                wrong(64, "run a.lock", "a command to run is needed", 0),
                wrong(69, "run -- echo hi", "'echo' was taken for the lock", 0),
                right("run a.lock echo hi", "hi"),
                wrong(69, "run a.lock -n -- echo hi", "options stand in front of FILE", 0),
                wrong(69, "run a.lock -w 5 -- echo hi", "run -w 5 a.lock -- echo hi", 0),
                wrong(64, "run --timeout 5s a.lock -- echo hi", "--timeout 5 a.lock", 0),
                wrong(64, "run --timeout 2m a.lock -- echo hi", "--timeout 120 a.lock", 0),
                wrong(64, "run --timeout=-1 a.lock -- echo", "is negative", 0),
                wrong(64, "run --timout 5 a.lock -- echo", "run --timeout 5 a.lock", 0),
                wrong(69, "run a.lock -- nosuchcmd", "there is no such program on the PATH", NOT_RUN),
                wrong(69, "run a.lock -- ehco hi", "did you mean: portalocker run a.lock -- echo hi", 0),
                wrong(69, "run a.lock -- ./ro.lock", "it is not executable: chmod +x ./ro.lock", 0),
                wrong(66, "run nodir/a.lock -- echo hi", "directory does not exist, and is not created", 0),
                right("run d -- echo hi", "hi"),
                right("run l.lock -- echo hi", "hi"),
                right("run /proc/version -- echo hi", "hi"),
                right("run 9 true", ""),
                right("run -x a.lock true", ""),
                right("run -u a.lock true", ""),
                right("run -o a.lock true", ""),
                right("run -F a.lock true", ""),
                right("run -c 'echo hi' a.lock", "hi"),
                right("run a.lock -c 'echo hi'", "hi"),
                wrong(64, "run a.lock -c echo hi", "-c requires exactly one command argument", 0),
                wrong(69, "run a.lock -- 'echo hi'", "for a line of the shell", 0),
                wrong(69, "run a.lock -- cd /tmp", "which is the shell's own", 0),
                wrong(64, "run -E 300 a.lock -- true", "'300' is no exit status", 0),
                right("run -s -e a.lock -- echo hi", "hi"),
                wrong(64, "run --locker flok a.lock -- echo hi", "run --locker flock a.lock", 0),
                wrong(64, "semaphore gpu -- echo hi", "N, how many may run at a time, is missing", 0),
                wrong(64, "semaphore 2 gpu -- echo hi", "is 'gpu', which is no positive number", 0),
                wrong(64, "semaphore gpu 0 -- echo hi", "is '0', which is no positive number", 0),
                wrong(64, "semaphore a/b 2 -- echo hi", "where that is, --directory says", 0),
                wrong(66, "semaphore --directory sd gpu 2 -- echo hi", "directory is not created", 0),
                wrong(66, "who rp.lock", "Did you mean: portalocker who ro.lock", 1),
                wrong(1, "who a.lock", "nobody is known to hold 'a.lock'", NOT_RUN),
                wrong(64, "who", "FILE is missing", NOT_RUN),
                wrong(66, "who a.lock b.lock", "nobody is known to hold 'a.lock'", 1),
                wrong(65, "redis --url redis://127.0.0.1:1 a -- echo hi", "cannot connect to", NOT_RUN),
                wrong(64, "redis --url localhost:1 a -- echo hi", "--url redis://localhost:1 a", 65),
                wrong(64, "redis --url http://localhost:1 a -- echo hi", "--url redis://localhost:1 a", 65),
                right("pid app.pid -- sh -c 'test $(cat app.pid) -gt 0; echo hi'", "hi"),
                wrong(64, "pid app.pid", "a command to run is needed", 0),
                wrong(66, "pid nodir/app.pid -- true", "directory is not created", 0),
                wrong(64, "lock a.lock -- echo", "'lock' is no command", 0),
                wrong(64, "version", "portalocker --version", 0),
                wrong(64, "run -S a.lock -- echo", "unknown option -S", 0),
                wrong(66, "run '' -- echo hi", "the name is empty", 0),
                right("run 'a b.lock' -- echo ok", "ok"),
                right("run -w 1 -n a.lock -- echo ok", "ok"),
                right("run /dev/null -- echo ok", "ok"),
                wrong(66, "run " + longName + " -- echo ok", "allow names of 255 bytes", 0),
                wrong(64, "rnu a.lock -- echo ok", "Did you mean: portalocker run a.lock", 0));
    }

    @BeforeEach
    void make() throws Exception {
        Files.createFile(directory.resolve("a.lock"));
        Files.createFile(directory.resolve("ro.lock"));
        Files.createDirectory(directory.resolve("d"));
        Files.createSymbolicLink(directory.resolve("l.lock"), Path.of("a.lock"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void isAnsweredWithALineThatWorks(Typed typed) throws Exception {
        Outcome outcome = run("portalocker " + typed.line());
        assertEquals(typed.status(), outcome.status(), outcome::toString);
        if (typed.status() == 0) {
            assertEquals(typed.says(), outcome.out().strip(), outcome::toString);
            assertEquals("", outcome.err());
            return;
        }
        assertTrue(outcome.err().contains(typed.says()), outcome::toString);
        assertFalse(outcome.err().contains("Exception"), outcome::toString);
        if (typed.proposed() != NOT_RUN) {
            Outcome proposed = run(proposal(outcome.err()));
            assertEquals(typed.proposed(), proposed.status(), () -> outcome + "\n" + proposed);
        }
    }

    private static String proposal(String answer) {
        return answer.lines()
                .map(PROPOSAL::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(line -> line.group(1))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError("no line is proposed: " + answer));
    }

    private Outcome run(String line) throws Exception {
        return Outcome.of(
                directory,
                Map.of("PATH", Image.BIN + ":" + System.getenv("PATH"), "TMPDIR", directory.toString()),
                List.of("sh", "-c", "cd '" + directory + "' && " + line));
    }
}
