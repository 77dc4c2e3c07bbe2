import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Puts module descriptors into jars, with the tools of this JDK as Maven's own may be too old for them, and makes the image.
 * Arguments: the jar of this project, its version and date; whether it is packed for release; the module path of Jedis and what it requires; the class path of
 * what tests with JUnit are given, which makes a jar of its own: a module that required JUnit could not use one on the class path; and
 * {@code module=jar} for each of those that has no descriptor, required ones before those that require them. Their copies with
 * the descriptors of {@code src/descriptors} go to {@code target/modules}.
 */
class Package {
    private static final Path COPIES = Path.of("target/modules");
    private static final Path DESCRIPTORS = Path.of("target/descriptors");

    public static void main(String[] arguments) throws Exception {
        String date = "--date=" + arguments[2];
        run(
                "jar",
                "--update",
                "--file=" + arguments[0],
                "--main-class=io.portalocker.cli.Main",
                "--module-version=" + arguments[1],
                date,
                "-C",
                "target/classes",
                "module-info.class",
                "-C",
                build().toString(),
                "META-INF/portalocker");
        Files.createDirectories(COPIES);
        try (var old = Files.list(COPIES)) {
            old.map(Path::toFile).forEach(File::delete); // jlink refuses two versions of a module
        }
        junit(arguments[0].replaceFirst("\\.jar$", "-junit.jar"), arguments[5], date);
        for (String library : List.of(arguments).subList(6, arguments.length)) {
            String[] parts = library.split("=", 2);
            var jar = Path.of(parts[1]);
            String classes = DESCRIPTORS.resolve(parts[0]).toString();
            run(
                    "javac",
                    "--release=22",
                    "--module-path=" + arguments[4],
                    "--patch-module=" + parts[0] + "=" + jar,
                    "-d",
                    classes,
                    "src/descriptors/" + parts[0] + "/module-info.java");
            var copy = COPIES.resolve(jar.getFileName());
            Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
            run("jar", "--update", "--file=" + copy, date, "-C", classes, "module-info.class");
        }
        Image.make(String.join(File.pathSeparator, arguments[0], arguments[4]));
        if (Boolean.parseBoolean(arguments[3])) {
            Release.pack(arguments[1], arguments[2]);
        }
    }

    /** What {@code --version} says of the sources: the commit, if they are in a repository, and whether they differ from it. */
    private static Path build() throws Exception {
        Path root = Path.of("target/build");
        Path file = root.resolve("META-INF/portalocker/build");
        Files.createDirectories(file.getParent());
        String commit = git("rev-parse", "--short=12", "HEAD");
        boolean changed = !git("status", "--porcelain", "--untracked-files=no").isEmpty();
        Files.writeString(file, commit.isEmpty() ? "unknown" : commit + (changed ? " and changes" : ""));
        return root;
    }

    private static String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Path out = Files.createDirectories(Path.of("target")).resolve("git.out");
        try {
            int status = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return status == 0 ? Files.readString(out).strip() : "";
        } catch (IOException e) {
            return ""; // no git here
        }
    }

    private static void junit(String jar, String path, String date) throws Exception {
        List<String> compile = new ArrayList<>(List.of(
                "--release=22",
                "-proc:none",
                "-Xlint:all",
                "-Xdoclint:all/protected",
                "-Werror",
                "-d",
                "target/junit",
                "--class-path=target/classes" + File.pathSeparator + path));
        try (var sources = Files.walk(Path.of("src/junit/main/java"))) {
            sources.map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .sorted()
                    .forEach(compile::add);
        }
        run("javac", compile.toArray(String[]::new));
        Path manifest = Path.of("target/junit.mf");
        Files.writeString(manifest, "Automatic-Module-Name: io.portalocker.junit\n");
        run(
                "jar",
                "--create",
                "--file=" + jar,
                "--manifest=" + manifest,
                date,
                "-C",
                "target/classes",
                "META-INF/LICENSE",
                "-C",
                "target/classes",
                "META-INF/NOTICE",
                "-C",
                "target/junit",
                "io");
    }

    private static void run(String tool, String... arguments) {
        int status = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
        if (status != 0) {
            System.exit(status);
        }
    }
}
