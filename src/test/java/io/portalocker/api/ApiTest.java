package io.portalocker.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.Lock;
import io.portalocker.testkit.Build;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What 0.1.0 offered is still offered, but for what is listed as given up; both lists are of {@link Signatures}. A list for a
 * later version is made when that is released, and compared as this one.
 */
class ApiTest {
    private static final Path LISTS = Build.base().resolve("src/test/resources/api");

    private static Set<String> list(String name) throws Exception {
        return new TreeSet<>(Files.readAllLines(LISTS.resolve(name)).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList());
    }

    @Test
    void nothingIsGivenUpUnsaid() throws Exception {
        Path classes = Path.of(
                Lock.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Set<String> missing = list("0.1.0.txt");
        missing.removeAll(Signatures.of(classes));
        Set<String> unsaid = new TreeSet<>(missing);
        unsaid.removeAll(list("given-up-since-0.1.0.txt"));
        assertEquals(
                List.of(), List.copyOf(unsaid), "gone since 0.1.0: put it back, or list it and say so in CHANGELOG.md");
        Set<String> wrong = list("given-up-since-0.1.0.txt");
        wrong.removeAll(missing);
        assertEquals(List.of(), List.copyOf(wrong), "listed as given up, and still there");
    }
}
