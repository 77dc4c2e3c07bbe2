import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.spi.ToolProvider;

/** Makes {@code target/image}: the command, linked with what it needs, its launchers, and an archive of its classes. */
class Image {
    private static final Path IMAGE = Path.of("target/image");
    private static final String JAVA = IMAGE.resolve("bin/java").toString();
    private static final String CLASSES = "target/image-classes.txt";

    /** How a command ends that knows no locks for its platform. */
    private static final int UNAVAILABLE = 69;

    static void make(String modulePath) throws Exception {
        delete();
        link(modulePath);
        launchers();
        archive();
    }

    /** jlink refuses to write over an image. */
    private static void delete() throws IOException {
        if (!Files.exists(IMAGE)) {
            return;
        }
        try (var files = Files.walk(IMAGE)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void link(String modulePath) {
        int status = ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--module-path=" + modulePath,
                        "--add-modules=io.portalocker,info.picocli,jdk.unsupported,redis.clients.jedis,org.slf4j.nop",
                        "--add-options=--enable-native-access=io.portalocker"
                                + " --add-modules=info.picocli,jdk.unsupported,redis.clients.jedis"
                                + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output=" + IMAGE);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static void launchers() throws IOException {
        try (var launchers = Files.list(Path.of("src/main/launcher"))) {
            for (var launcher : launchers.toList()) {
                var copy = IMAGE.resolve("bin").resolve(launcher.getFileName());
                Files.copy(launcher, copy);
                copy.toFile().setExecutable(true, false);
            }
        }
    }

    /**
     * The class-data archive of the image holds the command's classes too: start-up takes a third less than with the JDK's own
     * list. The first run lists the classes, the second archives them.
     */
    private static void archive() throws Exception {
        run(
                Set.of(0, UNAVAILABLE), // there: what was loaded so far
                JAVA,
                "-Xshare:off",
                "-XX:DumpLoadedClassList=" + CLASSES,
                "-m",
                "io.portalocker",
                "run",
                "--verbose",
                "target/image-classes.lock",
                "--",
                JAVA,
                "--version");
        run(
                Set.of(0),
                JAVA,
                "-Xshare:dump",
                "-XX:-UseSerialGC", // older JVMs archive heap objects from G1 only; any collector can use
                // them
                "-XX:+UseG1GC",
                "-XX:SharedClassListFile=" + CLASSES,
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-m",
                "io.portalocker");
    }

    private static void run(Set<Integer> expected, String... command) throws Exception {
        var log = Path.of("target/image.log").toFile();
        var builder = new ProcessBuilder(command);
        int status =
                builder.redirectErrorStream(true).redirectOutput(log).start().waitFor();
        if (!expected.contains(status)) {
            System.err.print(Files.readString(log.toPath()));
            System.err.println(String.join(" ", command) + " ended with " + status);
            System.exit(1);
        }
    }
}
