import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;

/** Makes {@code target/image}: the command, linked with what it needs, its launchers, and an archive of its classes. */
class Image {
    private static final Path IMAGE = Path.of("target/image");
    private static final String JAVA = IMAGE.resolve("bin/java").toString();
    private static final String CLASSES = "target/image-classes.txt";

    /** How {@code run} ends whose program is not there. */
    private static final int UNAVAILABLE = 69;

    static void make(String modulePath) throws Exception {
        delete();
        link(modulePath);
        launchers();
        archive();
        write("manual", "share/man/man1/portalocker.1");
        write("completion bash", "share/bash-completion/completions/portalocker");
        write("completion zsh", "share/zsh/site-functions/_portalocker");
        licences(modulePath);
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
                        "--add-modules=io.portalocker,jdk.unsupported,redis.clients.jedis,org.slf4j.nop",
                        // The archive below is made with the same options: it keeps the modules too.
                        // The command's limit of open files is not the JVM's to raise.
                        "--add-options=--enable-native-access=io.portalocker"
                                + " --add-modules=jdk.unsupported,redis.clients.jedis"
                                + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-MaxFDLimit -XX:-UsePerfData",
                        // What it makes differs from run to run; the archive below holds such classes as are used.
                        "--disable-plugin=generate-jli-classes",
                        "--strip-java-debug-attributes",
                        "--compress=zip-9",
                        // For making archives, and for the compilers of other JDKs.
                        "--exclude-files=**/classlist,**/jrt-fs.jar",
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
                Set.of(UNAVAILABLE), // a program that is there would take the JVM's place before the list is written
                JAVA,
                "-Xshare:off",
                "-Xint", // who compiles resolves more, as time permits: the list, and so the archive, would differ
                "-XX:DumpLoadedClassList=" + CLASSES,
                "-m",
                "io.portalocker",
                "run",
                "target/image-classes.lock",
                "--",
                IMAGE.resolve("no-such-program").toString());
        run(
                Set.of(0),
                JAVA,
                "-Xshare:dump",
                // Older JVMs archive heap objects from G1 only; any collector can use them.
                "-XX:-UseSerialGC",
                "-XX:+UseG1GC",
                "-XX:SharedClassListFile=" + CLASSES,
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-m",
                "io.portalocker");
    }

    /** What the command says of itself: the manual page, completions. */
    private static void write(String arguments, String file) throws Exception {
        Path target = IMAGE.resolve(file);
        Files.createDirectories(target.getParent());
        List<String> command = new ArrayList<>(List.of(JAVA, "-m", "io.portalocker"));
        command.addAll(List.of(arguments.split(" ", -1)));
        int status = new ProcessBuilder(command)
                .redirectOutput(target.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (status != 0) {
            System.err.println(arguments + " ended with " + status);
            System.exit(1);
        }
    }

    /** jlink copies the legal texts of the JDK alone. Libraries whose jars hold none have theirs in {@code src/licences}. */
    private static void licences(String modulePath) throws IOException {
        Files.copy(
                Path.of("LICENSE"),
                Files.createDirectories(IMAGE.resolve("legal/io.portalocker")).resolve("LICENSE"));
        for (String each : modulePath.split(File.pathSeparator, -1)) {
            Path path = Path.of(each);
            if (Files.isDirectory(path)) {
                try (var jars = Files.list(path)) {
                    for (Path jar : jars.toList()) {
                        licences(jar);
                    }
                }
            } else if (!path.getFileName().toString().startsWith("portalocker-")) {
                licences(path);
            }
        }
    }

    private static void licences(Path jar) throws IOException {
        String library = jar.getFileName().toString().replaceFirst("-[0-9].*", "");
        Path legal = Files.createDirectories(IMAGE.resolve("legal").resolve(library));
        boolean found = false;
        try (var entries = new JarFile(jar.toFile())) {
            for (var entry : Collections.list(entries.entries())) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (name.matches("(?i)(LICENSE|NOTICE)(\\.txt|\\.md)?")) {
                    found |= !name.toUpperCase(Locale.ROOT).startsWith("NOTICE");
                    try (var text = entries.getInputStream(entry)) {
                        Files.copy(text, legal.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        // Gson's is the text of ours.
        Path ours = library.equals("gson") ? Path.of("LICENSE") : Path.of("src/licences", library);
        if (Files.exists(ours)) {
            Files.copy(ours, legal.resolve("LICENSE"), StandardCopyOption.REPLACE_EXISTING);
        } else if (!found) {
            System.err.println("no licence text of " + library + ": put it into " + ours);
            System.exit(1);
        }
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
