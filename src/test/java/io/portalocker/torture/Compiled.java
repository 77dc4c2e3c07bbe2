package io.portalocker.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.testkit.Build;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.PythonPeers;
import io.portalocker.testkit.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The programs in C of {@code src/test/c}: {@code watch}, {@code torturer} and {@code libreferee.so}. */
final class Compiled {
    private Compiled() {}

    /** Compiles them into a directory, which another user may pass but not read. */
    static Path into(Path directory) throws IOException {
        for (String program : List.of("gcc", "flock", "prlimit", "setpriv")) {
            Requirements.requireProgram(program);
        }
        Requirements.require("root".equals(System.getProperty("user.name")), "root, who can be two users");
        PythonPeers.python(PythonPeers.Release.NEWEST);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        Path programs = Files.createDirectory(directory.resolve("programs"));
        Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwx--x--x"));
        gcc("-o", programs.resolve("watch"), "watch.c");
        gcc("-o", programs.resolve("torturer"), "torturer.c");
        gcc("-shared", programs.resolve("libreferee.so"));
        return programs;
    }

    private static void gcc(String kind, Path output, String... sources) {
        List<String> command = new ArrayList<>(List.of("gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-fPIC"));
        command.addAll(kind.equals("-shared") ? List.of(kind, "-o") : List.of(kind));
        command.add(output.toString());
        Stream.concat(Stream.of(sources), Stream.of("referee.c"))
                .map(source ->
                        Build.base().resolve("src/test/c").resolve(source).toString())
                .forEach(command::add);
        try (Child compiler = Child.start(command)) {
            assertEquals(0, compiler.exitCode(), compiler::transcript);
        }
    }
}
