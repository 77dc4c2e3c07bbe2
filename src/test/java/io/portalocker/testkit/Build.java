package io.portalocker.testkit;

import java.nio.file.Path;

/** The directories of the build that runs the tests. */
public final class Build {
    private Build() {}

    /** The project. */
    public static Path base() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    /** Maven's output directory. */
    public static Path target() {
        return base().resolve("target");
    }

    /** The compiled tests, {@code portalocker.test.classes} where they lie elsewhere than Maven puts them. */
    public static String testClasses() {
        return System.getProperty(
                "portalocker.test.classes", target().resolve("test-classes").toString());
    }
}
