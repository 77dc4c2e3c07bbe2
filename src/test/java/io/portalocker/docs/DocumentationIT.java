package io.portalocker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.redis.LiveRedis;
import io.portalocker.testkit.Build;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every block of code in README, docs and Javadoc is compiled and run, but for those that are named here with the reason. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(600)
class DocumentationIT {
    /** What stands before each command of a console. */
    private static final String PROMPT = "$ ";

    /** By page and first line. */
    private static final Map<String, String> NOT_RUN = Map.of(
            "README.md: mvn -q -DskipTests package && target/image/bin/portalocker run --verbose demo.lock -- echo"
                    + " \"protected\"",
            "the build that has come this far",
            "README.md: mvn -B -ntp verify",
            "runs this test",
            "docs/performance.md: $ bench/run --quick              # a minute, few samples; what would take longer is"
                    + " left out, and it says so",
            "takes from a minute to ten",
            "docs/tasks.md: FROM debian:stable-slim",
            "needs a daemon for containers",
            "docs/redis.md: try (var client ="
                    + " RedisSentinelClient.builder().masterName(\"main\").sentinels(sentinels).build();   // or"
                    + " RedisClient, RedisClusterClient",
            "needs sentinels and a replica: compiled, and run so by RedisLeaseTest");

    @TempDir
    static Path compiled;

    @TempDir
    static Path scratch;

    private static JavaBlocks java;
    private static LiveRedis redis;
    private static String ran;

    static List<Block> blocks(String... languages) throws Exception {
        return Block.all().stream()
                .filter(block -> List.of(languages).contains(block.language()))
                .toList();
    }

    private static boolean runs(Block block) {
        return !NOT_RUN.containsKey(block.opening());
    }

    private static boolean isModule(Block block) {
        return block.text().startsWith("module ");
    }

    static Stream<Block> javaBlocks() throws Exception {
        return blocks("java").stream().filter(block -> !isModule(block) && runs(block));
    }

    static Stream<Block> shellBlocks() throws Exception {
        return blocks("sh", "console").stream().filter(block -> runs(block) && !ofModule(block));
    }

    private static boolean ofModule(Block block) {
        return block.page().equals("docs/module.md");
    }

    @BeforeAll
    static void begin() throws Exception {
        redis = LiveRedis.start();
        java = new JavaBlocks(compiled);
        for (Block block : blocks("java")) {
            if (!isModule(block)) {
                java.add(block, address());
            }
        }
        assertEquals("", java.compile());
        ran = java.run(scratch, javaBlocks().toList());
        Path programs = Files.createDirectory(scratch.resolve("programs"));
        for (String name : List.of("make", "train", "backup", "worker")) {
            script(programs.resolve(name));
        }
        for (String name : List.of("sync", "report")) {
            script(scratch.resolve(name));
        }
    }

    private static void script(Path file) throws Exception {
        Files.writeString(file, "#!/bin/sh\nexit 0\n");
        file.toFile().setExecutable(true);
    }

    private static String address() {
        return redis.url().replaceFirst("redis://", "");
    }

    @AfterAll
    static void end() throws Exception {
        redis.close();
    }

    @Test
    void everyLanguageIsKnownAndEveryExceptionIsStillThere() throws Exception {
        Set<String> known = Set.of("java", "sh", "console", "xml", "python", "crontab", "ini", "dockerfile", "text");
        for (Block block : Block.all()) {
            assertTrue(known.contains(block.language()), block::toString);
        }
        var openings = Block.all().stream().map(Block::opening).collect(Collectors.toSet());
        NOT_RUN.keySet().forEach(opening -> assertTrue(openings.contains(opening), opening));
    }

    @ParameterizedTest
    @MethodSource
    void javaBlocks(Block block) {
        String name = java.nameOf(block);
        assertTrue(ran.contains("ran " + name + "\n"), () -> block + "\n" + ran);
    }

    /** What the second example of README says: run twice, it leaves 1 and then 2. */
    @Test
    void theFirstExampleCounts() throws Exception {
        Block ours = blocks("java").get(1);
        assertTrue(ours.text().contains("Lock.of(counter)"), ours.text());
        Path fresh = Files.createDirectory(scratch.resolve("fresh"));
        for (String count : List.of("1", "2")) {
            java.run(fresh, List.of(ours));
            assertEquals(count, Files.readString(fresh.resolve("counter")));
        }
    }

    @ParameterizedTest
    @MethodSource
    void shellBlocks(Block block) throws Exception {
        for (String command : commands(block)) {
            Shell shell = shell(scratch, command);
            assertEquals(0, shell.status(), () -> command + "\n" + shell.output());
        }
    }

    /** They build on one another, in the project's directory, of which they see links. */
    @Test
    void blocksOfTheModulesPage() throws Exception {
        Path project = Files.createDirectory(scratch.resolve("project"));
        for (String name : List.of("target", "src", "pom.xml")) {
            Files.createSymbolicLink(project.resolve(name), Build.base().resolve(name));
        }
        for (Block block :
                blocks("sh").stream().filter(DocumentationIT::ofModule).toList()) {
            Shell shell = shell(project, "set -e; " + block.text());
            assertEquals(0, shell.status(), () -> block + "\n" + shell.output());
        }
        for (String name : List.of("target", "src", "pom.xml")) {
            Files.delete(project.resolve(name)); // JUnit warns of links out of its directory
        }
    }

    @Test
    void entriesOfCronAndUnitsOfSystemd() throws Exception {
        List<String> commands = new ArrayList<>();
        blocks("crontab")
                .forEach(block ->
                        block.text().lines().forEach(line -> commands.add(line.replaceFirst("^(\\S+ +){5}", ""))));
        blocks("ini")
                .forEach(block -> block.text()
                        .lines()
                        .filter(line -> line.startsWith("ExecStart="))
                        .forEach(line -> commands.add(line.substring("ExecStart=".length()))));
        assertEquals(3, commands.size());
        for (String command : commands) {
            Shell shell = shell(scratch, command);
            assertEquals(0, shell.status(), () -> command + "\n" + shell.output());
        }
    }

    @Test
    void dependenciesNameThisVersion() throws Exception {
        String pom = Files.readString(Build.base().resolve("pom.xml"));
        for (Block block : blocks("xml")) {
            for (String element : List.of("groupId", "artifactId", "version")) {
                String value = block.text()
                        .lines()
                        .filter(line -> line.contains("<" + element + ">"))
                        .findFirst()
                        .orElseThrow();
                assertTrue(pom.contains(value.strip()), block::toString);
            }
        }
    }

    @Test
    void pythonBlocks() throws Exception {
        Files.writeString(scratch.resolve("cache.bin"), "");
        for (Block block : blocks("python")) {
            String code = "import os, portalocker\nos.chdir('" + scratch + "')\ndata = 'x'\n" + block.text();
            try (Child python = Child.python(code)) {
                assertEquals(0, python.exitCode(), python::transcript);
            }
        }
    }

    /** A heading of the page of troubles quotes what the code says. */
    @Test
    void troublesAreQuotedFromTheSources() throws Exception {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(Build.base().resolve("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.append(Files.readString(file).replaceAll("\"\\s*\\+ \"", ""));
            }
        }
        List<String> ofTheJdk = List.of("WARNING: A restricted method");
        for (String line : Files.readAllLines(Build.base().resolve("docs/troubleshooting.md"))) {
            if (line.startsWith("## `") && ofTheJdk.stream().noneMatch(line::contains)) {
                String quoted = line.substring(4, line.indexOf('`', 4));
                for (String part : quoted.split(" ?[…0-9] ?", -1)) {
                    assertTrue(sources.indexOf(part.strip()) >= 0, () -> "nothing says '" + part + "' of " + line);
                }
            }
        }
    }

    private static List<String> commands(Block block) {
        return block.language().equals("sh")
                ? List.of("set -e; " + block.text())
                : block.text()
                        .lines()
                        .filter(line -> line.startsWith(PROMPT))
                        .map(line -> line.substring(PROMPT.length()))
                        .toList();
    }

    private static Shell shell(Path directory, String command) throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "PATH",
                String.join(
                        File.pathSeparator,
                        scratch.resolve("programs").toString(),
                        Build.target().resolve("image/bin").toString(),
                        Jvm.java().getParent().toString(),
                        System.getenv("PATH")));
        environment.put("TMPDIR", directory.toString());
        environment.put("REDIS_URL", redis.url());
        environment.put("JAVA_HOME", Jvm.java().getParent().getParent().toString());
        return Shell.run(directory, environment, List.of("sh", "-c", command.replace("localhost:6379", address())));
    }
}
