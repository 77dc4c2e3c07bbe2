import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Has Jazzer feed each parser of {@code io.portalocker.fuzz.Parser} for {@code PORTALOCKER_FUZZ} seconds (600), beginning with
 * the corpus that the tests replay, and adds to that corpus what reaches branches that nothing in it does; what throws too.
 *
 * <p>{@code PORTALOCKER_PARSERS} chooses others than all, by name, separated by commas. The logs are in {@code target/fuzz}.
 */
class Fuzz {
    private static final Path TARGET = Path.of("target/fuzz").toAbsolutePath();
    private static final Path CORPUS = Path.of("src/test/resources/fuzz");

    /** Finds go on after a find; so many different ones are enough. */
    private static final int MOST_FINDS = 20;

    public static void main(String... args) throws Exception {
        String seconds = System.getenv().getOrDefault("PORTALOCKER_FUZZ", "600");
        String chosen = System.getenv("PORTALOCKER_PARSERS");
        List<String> parsers = chosen == null ? all() : List.of(chosen.split(","));
        for (String parser : parsers) {
            fuzz(parser, seconds);
        }
        int finds = 0;
        for (String parser : parsers) {
            finds += keep(parser);
        }
        System.exit(finds == 0 ? 0 : 1);
    }

    private static List<String> all() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.map(file -> file.getFileName().toString().replace(".hex", ""))
                    .sorted()
                    .toList();
        }
    }

    private static Path directory(String parser, String of) throws IOException {
        return Files.createDirectories(TARGET.resolve(parser).resolve(of));
    }

    private static void fuzz(String parser, String seconds) throws Exception {
        Path inputs = directory(parser, "inputs");
        int number = 0;
        for (String line : Files.readAllLines(CORPUS.resolve(parser + ".hex"))) {
            Files.write(inputs.resolve("known" + number++), HexFormat.of().parseHex(line));
        }
        jazzer(parser, "fuzz", "-max_total_time=" + seconds, "-timeout=25", "-max_len=4096", inputs);
        System.out.println(parser + ": " + statistics(parser));
    }

    /** Merges by branches and not by how often each is taken: that leaves tens of inputs instead of hundreds. */
    private static int keep(String parser) throws Exception {
        Path least = directory(parser, "least");
        jazzer(parser, "merge", "-merge=1", "-use_counters=0", "-max_len=512", least, directory(parser, "inputs"));
        Path corpus = CORPUS.resolve(parser + ".hex");
        var lines = new TreeSet<String>(Files.readAllLines(corpus));
        int known = lines.size();
        add(lines, least);
        int finds = add(lines, directory(parser, "finds"));
        Files.write(corpus, lines);
        System.out.println(
                parser + ": " + finds + " finds; " + lines.size() + " inputs, " + (lines.size() - known) + " new");
        return finds;
    }

    private static int add(TreeSet<String> lines, Path directory) throws IOException {
        int count = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                lines.add(HexFormat.of().formatHex(Files.readAllBytes(file)));
                count++;
            }
        }
        return count;
    }

    /** What the log says last of branches and of executions. */
    private static String statistics(String parser) throws IOException {
        List<String> log = Files.readAllLines(TARGET.resolve(parser + "/fuzz.log"));
        return Stream.of("#[0-9]+\tDONE.*", "Done .*", "stat::average_exec_per_sec.*")
                .map(what -> log.stream()
                        .filter(line -> line.matches(what))
                        .reduce((first, last) -> last)
                        .orElse("cut short"))
                .reduce((some, more) -> some + "; " + more)
                .orElse("");
    }

    private static void jazzer(String parser, String task, Object... arguments) throws Exception {
        Path finds = directory(parser, "finds");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dportalocker.fuzz=" + parser,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=io.portalocker.fuzz.FuzzTarget",
                "--instrumentation_includes=io.portalocker.**",
                "--keep_going=" + MOST_FINDS,
                "-artifact_prefix=" + finds + File.separator,
                "-print_final_stats=1"));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        Path log = TARGET.resolve(parser + "/" + task + ".log");
        int status = new ProcessBuilder(command)
                .directory(TARGET.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            System.out.println(parser + ": status " + status + ", see " + log);
        }
    }
}
