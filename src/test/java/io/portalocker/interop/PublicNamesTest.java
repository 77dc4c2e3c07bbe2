package io.portalocker.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Build;
import io.portalocker.testkit.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who comes from Python finds each public name of the newest peers in the left columns of the tables for them. */
@Timeout(60)
class PublicNamesTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern LAST = Pattern.compile("(?:.*[.(])?(\\w+)\\)?");

    private static final String[] MODULES = {
        "filelock",
        "portalocker",
        "portalocker.constants",
        "portalocker.exceptions",
        "portalocker.portalocker",
        "portalocker.redis",
        "portalocker.types",
        "portalocker.utils"
    };

    private static Set<String> documented() throws IOException {
        Set<String> words = new HashSet<>();
        for (String page : List.of("docs/migration.md", "docs/redis.md")) {
            for (String line : Files.readAllLines(Build.base().resolve(page))) {
                if (line.startsWith("| ")) {
                    Matcher code = CODE.matcher(line.substring(2, line.indexOf(" |", 2)));
                    while (code.find()) {
                        WORD.matcher(code.group(1)).results().forEach(word -> words.add(word.group()));
                    }
                }
            }
        }
        return words;
    }

    private static List<String> installed() {
        try (Child python = Child.script("publicnames.py", MODULES)) {
            assertEquals(0, python.awaitExit(), python::transcript);
            return python.transcript()
                    .lines()
                    .filter(line -> line.startsWith("< "))
                    .map(line -> line.substring(2))
                    .toList();
        }
    }

    @Test
    void eachHasItsRow() throws Exception {
        List<String> names = installed();
        assertTrue(names.contains("filelock:SoftFileLock.break_lock"));
        assertTrue(names.contains("portalocker:Lock(check_interval)"));
        Set<String> documented = documented();
        Set<String> missing = names.stream()
                .filter(name -> {
                    Matcher last = LAST.matcher(name.substring(name.indexOf(':') + 1));
                    return last.matches() && !documented.contains(last.group(1));
                })
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), missing);
    }
}
