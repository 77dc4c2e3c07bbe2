package io.portalocker.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class TestkitTest {
    @TempDir
    Path directory;

    @Test
    void childIsThePatchedModule() throws Exception {
        assertEquals("io.portalocker a  b", outputOf(Jvm.command(Child.class, "a  b")));
    }

    /** Else they would all be slow, and nothing would say so. */
    @Test
    @DisabledIfSystemProperty(named = "portalocker.test.agent", matches = ".+")
    void childStartsWithWhatAnotherLearnt() throws Exception {
        Path log = directory.resolve("classes.txt");
        List<String> command = new ArrayList<>(
                Jvm.command(Holder.class, "lock", directory.resolve("x").toString()));
        command.add(1, "-Xlog:class+load:file=" + log);
        try (var holder = io.portalocker.testkit.Child.start(command)) {
            assertEquals(0, holder.expect("ready").exitCode(), holder::transcript);
        }
        String loaded = Files.readString(log);
        assertTrue(loaded.contains("io.portalocker.Lock source: shared objects file (top)"), loaded);
    }

    @Test
    void childOfTheClassPathHasNoModule() throws Exception {
        assertEquals("null x", outputOf(Jvm.onClassPath(Child.class, "x")));
    }

    @Test
    void peersAreTheOnesAskedFor() throws Exception {
        var command = new ArrayList<>(List.of(PythonPeers.python().toString(), "-c"));
        command.add("from importlib.metadata import version as v; print(v('portalocker'), v('filelock'), end='')");
        assertEquals("4.4.2 4.2.11", outputOf(command));
    }

    private static String outputOf(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes());
    }

    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            System.out.print(Child.class.getModule().getName() + " " + args[0]);
        }
    }
}
