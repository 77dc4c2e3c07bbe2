package io.portalocker.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A user who is neither this one nor root. */
public final class Stranger {
    public static final int USER = 12345;

    private Stranger() {}

    /** Gives him what is his. */
    public static Path owns(Path file) throws IOException {
        requireRoot();
        Files.setAttribute(file, "unix:uid", USER);
        return file;
    }

    /** A process of his that has locked a file; {@code mode}: {@code -s} or {@code -x}. */
    public static Child locks(Path file, String mode) {
        Requirements.requireProgram("flock");
        Requirements.requireProgram("setpriv");
        requireRoot();
        return Child.start(
                        "setpriv",
                        "--reuid=" + USER,
                        "--clear-groups",
                        "flock",
                        mode,
                        "-o",
                        file.toString(),
                        "sh",
                        "-c",
                        "echo acquired; read line")
                .expect("acquired");
    }

    private static void requireRoot() {
        Requirements.require("root".equals(System.getProperty("user.name")), "root, who may be another user");
    }
}
