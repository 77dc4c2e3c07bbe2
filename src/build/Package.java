import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Puts module descriptors into jars, with the tools of this JDK as Maven's own may be too old for them, and makes the image.
 * Arguments: the jar of this project, its version and date; the module path of Jedis and what it requires; and
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
                "module-info.class");
        Files.createDirectories(COPIES);
        try (var old = Files.list(COPIES)) {
            old.map(Path::toFile).forEach(File::delete); // jlink refuses two versions of a module
        }
        for (String library : List.of(arguments).subList(4, arguments.length)) {
            String[] parts = library.split("=", 2);
            var jar = Path.of(parts[1]);
            String classes = DESCRIPTORS.resolve(parts[0]).toString();
            run(
                    "javac",
                    "--release=22",
                    "--module-path=" + arguments[3],
                    "--patch-module=" + parts[0] + "=" + jar,
                    "-d",
                    classes,
                    "src/descriptors/" + parts[0] + "/module-info.java");
            var copy = COPIES.resolve(jar.getFileName());
            Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
            run("jar", "--update", "--file=" + copy, date, "-C", classes, "module-info.class");
        }
        Image.make(String.join(File.pathSeparator, arguments[0], arguments[3]));
    }

    private static void run(String tool, String... arguments) {
        int status = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
        if (status != 0) {
            System.exit(status);
        }
    }
}
