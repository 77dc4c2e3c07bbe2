package io.portalocker.fuzz;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.portalocker.testkit.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code mvn -Pfuzz test-compile exec:exec} keeps, and what is odd besides: an input a line, in hexadecimal digits. */
class CorpusTest {

    @ParameterizedTest
    @EnumSource
    void nothingUnexpected(Parser parser) throws IOException {
        Path corpus = Build.base().resolve("src/test/resources/fuzz/" + parser + ".hex");
        List<String> inputs = Files.readAllLines(corpus);
        assertFalse(inputs.isEmpty());
        for (String input : inputs) {
            byte[] bytes = HexFormat.of().parseHex(input);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(30), () -> assertDoesNotThrow(() -> parser.feed(bytes), () -> input));
        }
    }
}
