package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.LockUnsupportedException;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Other versions of Jedis than the build's: jars in the directory that {@code -Dportalocker.test.jedis} names, as {@code mvn
 * dependency:copy -Dartifact=redis.clients:jedis:7.4.0} puts them there.
 */
class JedisVersionsTest {

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

    private static boolean isOld(Path jar) {
        String version =
                jar.getFileName().toString().replaceFirst("^jedis-", "").replaceFirst("\\.jar$", "");
        return Runtime.Version.parse(version).compareTo(Runtime.Version.parse("7.4")) < 0;
    }

    @Test
    @EnabledIfSystemProperty(named = "portalocker.test.jedis", matches = ".+")
    void itWorksOrTheVersionNeededIsNamed() throws Exception {
        String directory = System.getProperty("portalocker.test.jedis");
        List<Path> jars;
        try (Stream<Path> all = Files.list(Path.of(directory))) {
            jars = all.sorted().toList();
        }
        String rest = Stream.of(
                        System.getProperty("portalocker.test.modulepath"), System.getProperty("java.class.path"))
                .flatMap(each -> Arrays.stream(each.split(File.pathSeparator)))
                .filter(each -> !each.contains("/jedis"))
                .collect(Collectors.joining(File.pathSeparator));
        try (var redis = LiveRedis.start()) {
            for (Path jar : jars) {
                String path = String.join(
                        File.pathSeparator, jar.toString(), rest, System.getProperty("portalocker.test.classes"));
                try (var child = Child.start(
                        Jvm.java().toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        path,
                        Main.class.getName(),
                        redis.url())) {
                    String said = child.line();
                    System.out.println("redis: " + jar.getFileName() + ": " + said);
                    assertTrue(isOld(jar) ? said.contains("7.4") : said.equals("held true"), jar + ": " + said);
                }
            }
        }
    }
}
