package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the package's documentation says of how long each kind waits. */
class DefaultWaitsTest {
    private static final Map<Duration, String> WORDS =
            Map.of(Duration.ZERO, "not at all", Duration.ofSeconds(5), "five seconds", Waiting.FOREVER, "for ever");

    private static List<String> rows() throws IOException {
        String page = Files.readString(Build.base().resolve("src/main/java/io/portalocker/package-info.java"));
        return Arrays.stream(page.substring(page.indexOf("<tbody>"), page.indexOf("</tbody>"))
                        .split("<tr>"))
                .toList();
    }

    private static String row(Class<?> kind) throws IOException {
        List<String> rows = rows().stream()
                .filter(row -> row.contains("." + kind.getNestHost().getSimpleName() + "}"))
                .toList();
        assertEquals(1, rows.size(), kind::getName);
        return rows.getFirst();
    }

    @Test
    void everyKindIsInTheTable() throws IOException {
        for (Class<?> kind : LockBase.class.getPermittedSubclasses()) {
            row(kind);
        }
    }

    static Stream<LockBase<?, ?>> kinds() {
        Path path = Path.of("lock");
        return Stream.of(
                Lock.of(path),
                RLock.of(path),
                FileLock.of(path),
                TemporaryFileLock.of(path),
                PidFileLock.of(path),
                SoftFileLock.of(path),
                SoftFileLease.of(path),
                StrictSoftFileLock.of(path),
                ReadWriteLock.of(path).read(),
                ReadWriteLock.of(path).write(),
                SoftReadWriteLock.of(path).read(),
                SoftReadWriteLock.of(path).write(),
                BoundedSemaphore.named("lock", 1));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachWaitsAsTheTableSays(LockBase<?, ?> lock) throws IOException {
        String wait = WORDS.getOrDefault(lock.waiting().timeout(), "");
        assertTrue(!wait.isEmpty() && row(lock.getClass()).contains("<td>" + wait + "</td>"), lock::toString);
    }
}
