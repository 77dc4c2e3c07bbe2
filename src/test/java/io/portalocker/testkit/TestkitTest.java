package io.portalocker.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestkitTest {
    @TempDir
    Path directory;

    @Test
    void childIsThePatchedModule() throws Exception {
        assertEquals("io.portalocker a  b", outputOf(Jvm.command(Child.class, "a  b")));
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
