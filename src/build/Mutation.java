import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pitest.mutationtest.config.PluginServices;
import org.pitest.mutationtest.config.ReportOptions;
import org.pitest.mutationtest.tooling.EntryPoint;
import org.pitest.testapi.TestGroupConfig;
import org.pitest.util.Glob;

/**
 * Runs PIT over the parts where a lock could be lost without a sign, with the tests that need no other process as the killers, and
 * lists the mutants that survive.
 *
 * <p>{@code PORTALOCKER_MUTATE} and {@code PORTALOCKER_KILLERS} choose other classes and tests, as globs separated by commas. The
 * reports are in {@code target/mutation}: {@code index.html}, {@code mutations.xml} and {@code survivors.txt}.
 */
class Mutation {
    private static final Path REPORTS = Path.of("target/mutation");

    private static final List<String> MUTATED = List.of(
            "io.portalocker.internal.acquire.*",
            "io.portalocker.internal.wait.*",
            "io.portalocker.internal.slots.*",
            "io.portalocker.internal.marker.*",
            "io.portalocker.internal.file.*",
            "io.portalocker.Atomic*",
            "io.portalocker.redis.Election*",
            "io.portalocker.redis.Line",
            "io.portalocker.redis.Line$*",
            "io.portalocker.redis.Messages*");

    private static final List<String> KILLERS = List.of("io.portalocker.*Test", "io.portalocker.redis.ElectionTest");

    /** They start other processes, look at all classes, or watch the time: too slow for thousands of runs, or not of one mutant. */
    private static final List<String> NO_KILLERS = List.of(
            "io.portalocker.ArchitectureTest",
            "io.portalocker.badinput.*",
            "io.portalocker.bindings.*",
            "io.portalocker.cli.*",
            "io.portalocker.contract.*",
            "io.portalocker.internal.sys.*",
            "io.portalocker.interop.*",
            "io.portalocker.packaging.*",
            "io.portalocker.process.*",
            "io.portalocker.redis.F*",
            "io.portalocker.redis.J*",
            "io.portalocker.redis.Lease*",
            "io.portalocker.redis.Q*",
            "io.portalocker.redis.R*",
            "io.portalocker.redis.O*",
            "io.portalocker.redis.S*",
            "io.portalocker.redis.W*",
            "io.portalocker.testkit.*",
            "io.portalocker.waiting.*");

    private static final Pattern MUTANT = Pattern.compile("<mutation [^>]*status='(?<status>\\w+)'[^>]*>.*?"
            + "<mutatedClass>(?<class>[^<]*)</mutatedClass><mutatedMethod>(?<method>[^<]*)</mutatedMethod>.*?"
            + "<lineNumber>(?<line>\\d+)</lineNumber>.*?<description>(?<what>[^<]*)</description>");

    public static void main(String[] arguments) throws Exception {
        var options = new ReportOptions();
        options.setReportDir(REPORTS.toString());
        options.addOutputFormats(List.of("XML", "HTML"));
        options.setShouldCreateTimestampedReports(false);
        options.setTargetClasses(chosen("PORTALOCKER_MUTATE", MUTATED));
        options.setTargetTests(Glob.toGlobPredicates(chosen("PORTALOCKER_KILLERS", KILLERS)));
        if (System.getenv("PORTALOCKER_KILLERS") == null) {
            options.setExcludedTestClasses(Glob.toGlobPredicates(NO_KILLERS));
        }
        options.setSourceDirs(List.of(Path.of("src/main/java")));
        options.setClassPathElements(
                List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
        options.setGroupConfig(new TestGroupConfig());
        options.setMutationEngine("gregor");
        options.setNumberOfThreads(Runtime.getRuntime().availableProcessors());
        options.setTimeoutFactor(1.5f);
        options.setTimeoutConstant(5_000);
        options.setMutationUnitSize(0);
        options.setSkipFailingTests(
                true); // those that want what Maven gives to its own test JVM, such as a module path
        options.setInputEncoding(StandardCharsets.UTF_8);
        options.setOutputEncoding(StandardCharsets.UTF_8);
        options.addChildJVMArgs(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // For their own children, which run no mutants: see io.portalocker.testkit.Jvm.
                "-Dportalocker.test.modulepath=" + modules()));
        var result = new EntryPoint()
                .execute(new File("."), options, PluginServices.makeForContextLoader(), System.getenv());
        if (result.getError().isPresent()) {
            throw result.getError().get();
        }
        survivors();
        System.exit(0);
    }

    private static String modules() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        entry.endsWith("classes") && !entry.endsWith("test-classes") || entry.contains("jspecify"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> chosen(String variable, List<String> otherwise) {
        return System.getenv().containsKey(variable)
                ? List.of(System.getenv(variable).split(","))
                : otherwise;
    }

    /** Prints the score of each package. */
    private static void survivors() throws Exception {
        var survivors = new ArrayList<String>();
        var scores = new TreeMap<String, int[]>();
        Matcher mutants = MUTANT.matcher(Files.readString(REPORTS.resolve("mutations.xml")));
        while (mutants.find()) {
            String type = mutants.group("class");
            boolean killed = !List.of("SURVIVED", "NO_COVERAGE").contains(mutants.group("status"));
            int[] score = scores.computeIfAbsent(type.substring(0, type.lastIndexOf('.')), name -> new int[2]);
            score[0] += killed ? 1 : 0;
            score[1]++;
            if (!killed) {
                survivors.add(type + "." + mutants.group("method") + ":" + mutants.group("line") + " "
                        + mutants.group("what") + " " + mutants.group("status"));
            }
        }
        Files.write(REPORTS.resolve("survivors.txt"), survivors);
        System.out.println(scores.entrySet().stream()
                .map(score -> "%3d %% of %4d killed in %s"
                        .formatted(
                                100 * score.getValue()[0] / score.getValue()[1], score.getValue()[1], score.getKey()))
                .collect(Collectors.joining("\n")));
        System.out.println(survivors.size() + " survive: " + REPORTS.resolve("survivors.txt"));
    }
}
