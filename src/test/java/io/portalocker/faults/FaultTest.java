package io.portalocker.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Build;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No call that fails gives a lock to two, loses it, or keeps it for ever. */
class FaultTest {

    @Test
    void documentationHasTheMatrix() throws IOException {
        String document = Files.readString(Build.base().resolve("docs/conformance.md"));
        assertTrue(document.contains(Matrix.text()), Matrix::text);
    }

    @Test
    void everyCallMayFail(@TempDir Path directory) {
        String subjects = System.getProperty(
                "portalocker.faults",
                Arrays.stream(Subject.values()).map(Enum::name).collect(Collectors.joining(",")));
        String occurrences = System.getProperty("portalocker.faults.occurrences", "" + Plan.ORDINARY);
        List<String> command =
                new ArrayList<>(Jvm.command(FaultRig.class, directory.toString(), subjects, occurrences));
        command.addAll(Jvm.command(Judge.class));
        List<String> bad = new ArrayList<>();
        try (Child rig = Child.start(command)) {
            String line = rig.line();
            while (!line.startsWith("cases ")) {
                if (line.startsWith("bad ")) {
                    bad.add(line);
                }
                System.out.println(line);
                line = rig.line();
            }
            System.out.println(line);
            assertEquals(0, rig.awaitExit(), rig::transcript);
            assertTrue(Integer.parseInt(line.split(" ", -1)[1]) > 300, line);
        }
        assertEquals(List.of(), bad);
    }
}
