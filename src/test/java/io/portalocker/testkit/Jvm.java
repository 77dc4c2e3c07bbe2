package io.portalocker.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Command lines of child JVMs: the module under test, and the test classes as a part of it as in the parent. */
public final class Jvm {
    /** What measures coverage, if that is asked for; else an option without effect. */
    private static final String AGENT = System.getProperty("portalocker.test.agent", "-Dportalocker.test.child");

    private static final String MODULE_PATH = System.getProperty("portalocker.test.modulepath", "");

    private Jvm() {}

    /** Runs {@code main}, which may be a test class, as a part of the module. */
    public static List<String> command(Class<?> main, String... arguments) {
        return Children.PACKED.isPresent()
                ? packed(Children.PACKED.get(), main, arguments)
                : command(
                        List.of("--module-path=" + MODULE_PATH, tests(), "--class-path=" + libraries()),
                        main,
                        arguments);
    }

    /** Of the packed module, of which a JVM can learn with jars alone on its paths. */
    static List<String> packed(Packed packed, Class<?> main, String... arguments) {
        List<String> words = new ArrayList<>(packed.options());
        words.add("--module-path=" + packed.jar()
                + MODULE_PATH.substring(classes().length()));
        words.add("--class-path="
                + Stream.of(libraries().split(File.pathSeparator))
                        .filter(entry -> Files.isRegularFile(Path.of(entry)))
                        .distinct()
                        .collect(Collectors.joining(File.pathSeparator)));
        return command(words, main, arguments);
    }

    private static List<String> command(List<String> paths, Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                AGENT,
                "--enable-native-access=io.portalocker",
                "--add-modules=jdk.unsupported",
                "--add-reads=io.portalocker=ALL-UNNAMED"));
        command.addAll(paths);
        command.add("--module=io.portalocker/" + main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Has the tests patched in, unless they lie with the module; else an option without effect. */
    private static String tests() {
        return within() ? "-Dportalocker.test.within" : "--patch-module=io.portalocker=" + Build.testClasses();
    }

    private static boolean within() {
        return List.of(MODULE_PATH.split(File.pathSeparator)).contains(Build.testClasses());
    }

    /** The module under test, a directory or a jar. */
    private static String classes() {
        return MODULE_PATH.split(File.pathSeparator, 2)[0];
    }

    /** Made when the first child is. */
    private static final class Children {
        static final Optional<Packed> PACKED = within() || !Files.isDirectory(Path.of(classes()))
                ? Optional.empty()
                : Optional.of(Packed.of(Path.of(classes()), Path.of(Build.testClasses())));
    }

    /** Runs {@code main} with everything on the class path, as an application that knows no modules does. */
    public static List<String> onClassPath(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                AGENT,
                "--enable-native-access=ALL-UNNAMED",
                "--class-path=" + MODULE_PATH + File.pathSeparator + System.getProperty("java.class.path"),
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
