package io.portalocker.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How the user's shell runs a string. */
final class Shell {

    private Shell() {}

    /** What flock(1) runs: {@code $SHELL}, or the standard one; where there is neither, what {@code COMSPEC} names. */
    static List<String> command(String string) {
        String interpreter = System.getenv("COMSPEC");
        if (interpreter != null && File.separatorChar == '\\') {
            return List.of(interpreter, "/d", "/s", "/c", string);
        }
        return List.of(
                Optional.ofNullable(System.getenv("SHELL"))
                        .filter(shell -> !shell.isEmpty() && Files.isExecutable(Path.of(shell)))
                        .orElse("/bin/sh"),
                "-c",
                string);
    }
}
