package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Build;
import io.portalocker.testkit.Child;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every public name that Python's {@code portalocker.redis} defines has a line in the table of docs/redis.md. */
class RedisMigrationTest {
    private static final String NAMES = """
        import inspect, portalocker.redis as module
        names = {n for n, v in vars(module).items() if not inspect.ismodule(v)
                 and (n.isupper() or getattr(v, '__module__', None) == module.__name__)}
        lock = module.RedisLock
        names |= set(vars(lock)) | set(inspect.signature(lock.__init__).parameters) | set(vars(lock('x')))
        names |= set(module.RedisLockHolder._fields)
        print(*sorted(n for n in names - {'self', 'annotations'} if not n.startswith('_')))
        """;

    @Test
    void theTableNamesThemAll() throws Exception {
        String page = Files.readString(Build.base().resolve("docs/redis.md"));
        int start = page.indexOf("## Coming from Python");
        String table = page.substring(start, page.indexOf("\n## ", start));
        try (var python = Child.python(NAMES)) {
            List<String> names = Arrays.asList(python.line().split(" "));
            assertTrue(
                    names.containsAll(List.of("RedisLock", "probe", "fencing", "unavailable_timeout")),
                    names::toString);
            List<String> missing = names.stream()
                    .filter(name -> !table.matches("(?s).*`[^`]*\\b" + name + "\\b[^`]*`.*"))
                    .toList();
            assertEquals(List.of(), missing);
        }
    }
}
