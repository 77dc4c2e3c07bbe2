package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockUnsupportedException;
import io.portalocker.testkit.Build;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import io.portalocker.testkit.Requirements;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other versions of Jedis than the build's, which Maven gets as {@code src/test/resources/jedis/pom.xml} says. */
@Timeout(180)
class JedisVersionsTest {
    private static final Path POM = Build.base().resolve("src/test/resources/jedis/pom.xml");
    private static final Path JARS = Build.target().resolve("jedis");

    /** Runs with the Jedis it is given: {@code Main URL}. */
    public static final class Main {
        private Main() {}

        public static void main(String[] args) throws Exception {
            try (var hold = RedisLock.of(RedisServer.at(args[0]), "x").acquire()) {
                System.out.println("held " + hold.isHeld());
            } catch (LockUnsupportedException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    static List<String> versions() throws IOException {
        return Pattern.compile("<artifactId>jedis</artifactId><version>([^<]+)")
                .matcher(Files.readString(POM))
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    private static Path jar(String version) {
        return JARS.resolve("jedis-" + version + ".jar");
    }

    @BeforeAll
    static void get() throws IOException {
        if (versions().stream().map(JedisVersionsTest::jar).allMatch(Files::exists)) {
            return;
        }
        Requirements.requireProgram("mvn");
        String where = "-DoutputDirectory=" + JARS;
        try (var maven = Child.start("mvn", "-B", "-ntp", "-f", POM.toString(), "dependency:copy", where)) {
            Requirements.require(maven.exitCode() == 0, "Jedis from Maven's repositories: " + maven.transcript());
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void itWorksOrTheVersionNeededIsNamed(String version) throws Exception {
        Path jar = jar(version);
        String rest = Stream.of("portalocker.test.modulepath", "jdk.module.path", "java.class.path")
                .map(each -> System.getProperty(each, ""))
                .flatMap(each -> Arrays.stream(each.split(File.pathSeparator)))
                .filter(each -> !each.contains("/jedis"))
                .collect(Collectors.joining(File.pathSeparator));
        String path = String.join(File.pathSeparator, jar.toString(), rest, Build.testClasses());
        try (var redis = LiveRedis.start();
                var child = Child.start(
                        Jvm.java().toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        path,
                        Main.class.getName(),
                        redis.url())) {
            String said = child.line();
            boolean old = Version.parse(version).compareTo(Version.parse("7.4")) < 0;
            if (old) {
                assertTrue(said.contains("7.4 or later, and there is " + version), said);
            } else {
                assertEquals("held true", said);
            }
        }
    }
}
