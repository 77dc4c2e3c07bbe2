package io.portalocker.testkit;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of child JVMs: the module under test, with the test classes patched in as in the parent. */
public final class Jvm {
    /** What measures coverage, if that is asked for; else an option without effect. */
    private static final String AGENT = System.getProperty("portalocker.test.agent", "-Dportalocker.test.child");

    private Jvm() {}

    /** Runs {@code main}, which may be a test class, as a part of the module. */
    public static List<String> command(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                AGENT,
                "--enable-native-access=io.portalocker",
                "--module-path=" + System.getProperty("portalocker.test.modulepath"),
                "--add-modules=jdk.unsupported",
                tests(),
                "--add-reads=io.portalocker=ALL-UNNAMED",
                "--class-path=" + libraries(),
                "--module=io.portalocker/" + main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Has the tests patched in, unless they lie with the module; else an option without effect. */
    private static String tests() {
        String path = System.getProperty("portalocker.test.modulepath");
        boolean within = List.of(path.split(File.pathSeparator)).contains(Build.testClasses());
        return within ? "-Dportalocker.test.within" : "--patch-module=io.portalocker=" + Build.testClasses();
    }

    /** Runs {@code main} with everything on the class path, as an application that knows no modules does. */
    public static List<String> onClassPath(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                AGENT,
                "--enable-native-access=ALL-UNNAMED",
                "--class-path=" + System.getProperty("portalocker.test.modulepath") + File.pathSeparator
                        + System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * What the parent has on its class path, and on its module path for want of a place on the class path: the optional
     * dependencies that the module names.
     */
    private static String libraries() {
        return System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path", "");
    }

    /** The launcher of the JVM that runs the tests. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
