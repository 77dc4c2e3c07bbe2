import com.palantir.javaformat.java.Main;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * Refuses sources that palantir-java-format would change, that Error Prone or NullAway complain of, and exported API without
 * Javadoc. Apart from the compilation that writes class files because Error Prone takes four times as long, and with the tools of
 * this JDK because Maven's own may be 17. Each looks only when something changed since it last found all well.
 *
 * <p>Arguments: {@code check} or {@code format}, which rewrites the sources and does no more; the version.
 */
class Judge {
    private static final List<String> PLUGIN = List.of(
            "-XDcompilePolicy=simple",
            "--should-stop=ifError=FLOW",
            "--should-stop=ifNoError=FLOW", // no class files
            "-XDaddTypeAnnotationsToSymbol=true",
            "-proc:none",
            "-Werror",
            "--release=22");
    private static final String ERROR_PRONE = "-Xplugin:ErrorProne"
            + " -Xep:DefaultCharset:OFF" // UTF-8 everywhere since Java 18
            + " -XepOpt:NullAway:OnlyNullMarked=true -XepOpt:NullAway:JSpecifyMode=true";
    private static final String SOURCES = String.join(
            File.pathSeparator, "src/main/java", "bindings/linux/java", "bindings/macos/java", "bindings/windows/java");
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final String MODULE_PATH = onClassPath(jar -> jar.matches("(jspecify|jedis|commons-pool2)-.*"));

    /** Without Error Prone, whose classes refer to those of javac. */
    private static final String TEST_PATH = onClassPath(jar -> !jar.startsWith("error_prone_c"));

    private final Path passed;
    private final long begin = System.currentTimeMillis();
    private final long last;

    private Judge(String name) {
        passed = Path.of("target/judged", name);
        last = passed.toFile().lastModified();
    }

    public static void main(String[] arguments) throws Exception {
        boolean format = arguments[0].equals("format");
        new Judge("format").format(format ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        if (!format) {
            new Judge("main").main();
            new Judge("tests").tests();
            new Judge("javadoc").javadoc(arguments[1]);
        }
        System.exit(0); // the formatter's threads are no daemons
    }

    private void format(List<String> options) throws Exception {
        var files = sources("src").stream().filter(changed()).toList();
        if (!files.isEmpty()) {
            var arguments = new ArrayList<>(List.of("--palantir"));
            arguments.addAll(options);
            arguments.addAll(files);
            var out = new PrintWriter(System.out, true);
            var err = new PrintWriter(System.err, true);
            end(new Main(out, err, System.in).format(arguments.toArray(String[]::new)));
        }
    }

    private void main() throws IOException {
        var files = sources("src/main/java");
        if (files.stream().anyMatch(changed())) {
            var arguments = new ArrayList<>(PLUGIN);
            arguments.addAll(List.of(
                    ERROR_PRONE + " -Xep:NullAway:ERROR",
                    "-Xdoclint:all,-missing", // missing comments are for javadoc: it sees the exported packages only
                    "-processorpath",
                    CLASS_PATH,
                    "--class-path=",
                    "--module-path=" + MODULE_PATH,
                    "--patch-module=io.portalocker=target/bindings"));
            arguments.addAll(files);
            run("javac", arguments);
        }
    }

    private void tests() throws IOException {
        var files = new ArrayList<>(sources("src/test/java"));
        files.addAll(sources("src/junit"));
        if (files.stream().anyMatch(changed())
                || sources("src/main/java").stream().anyMatch(changed())) {
            var arguments = new ArrayList<>(PLUGIN);
            arguments.addAll(List.of(
                    ERROR_PRONE + " -Xep:NullAway:OFF", "-processorpath", CLASS_PATH, "--class-path=" + TEST_PATH));
            arguments.addAll(files);
            run("javac", arguments);
        }
    }

    private void javadoc(String version) throws IOException {
        if (sources("src/main/java").stream().anyMatch(changed())) {
            run(
                    "javadoc",
                    List.of(
                            "-quiet",
                            "-Werror",
                            "-Xdoclint:all",
                            "--release=22",
                            "-encoding",
                            "UTF-8",
                            "-notimestamp",
                            "-windowtitle",
                            "portalocker " + version,
                            "-d",
                            "target/apidocs",
                            "--module-path=" + MODULE_PATH,
                            "--module-source-path=io.portalocker=" + SOURCES,
                            "--module=io.portalocker"));
        }
    }

    private static String onClassPath(Predicate<String> wanted) {
        return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(jar -> wanted.test(new File(jar).getName()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Whether a file changed since all was well, or what judges it. */
    private Predicate<String> changed() throws IOException {
        boolean rules = new File("pom.xml").lastModified() >= last
                || sources("src/build").stream().anyMatch(file -> new File(file).lastModified() >= last);
        return file -> rules || new File(file).lastModified() >= last;
    }

    private static List<String> sources(String root) throws IOException {
        try (var files = Files.walk(Path.of(root))) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private void run(String tool, List<String> arguments) throws IOException {
        end(ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments.toArray(String[]::new)));
    }

    private void end(int status) throws IOException {
        if (status != 0) {
            System.exit(status);
        }
        Files.createDirectories(passed.getParent());
        Files.writeString(passed, "");
        passed.toFile().setLastModified(begin);
    }
}
