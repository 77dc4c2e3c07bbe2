package io.portalocker.torture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong on purpose is found: else the silence of {@link TortureTest} says nothing. */
class RefereeControlTest {

    @TempDir
    Path directory;

    private void assertFound(String fault, Duration patience, String... workers) throws Exception {
        Path programs = Compiled.into(directory);
        Path mine = Files.createDirectory(directory.resolve("locks"));
        try (var torture = new Torture(List.of(workers), mine, programs, 1, patience)) {
            var figures = torture.run(Duration.ofSeconds(60)); // it ends with what it finds, a second or two
            assertTrue(String.join("\n", figures.bad()).contains(fault), () -> figures.toString());
        }
    }

    @Test
    void lockThatExcludesNobodyIsCaught() throws Exception {
        assertFound(" OVERLAP lock 0", Torture.PATIENCE, "java calm flock,0", "c nothing,0", "c flock,0");
    }

    @Test
    void markerThatIsTakenFromALivingOwnerIsCaught() throws Exception {
        assertFound(" OVERLAP lock 0", Torture.PATIENCE, "java calm soft,0", "c grab,0");
    }

    @Test
    void holderToldOfALossIsHeard() throws Exception {
        assertFound(" LOST LOCK lock 0", Torture.PATIENCE, "java calm soft,0", "c remove,0");
    }

    @Test
    void lockThatNobodyGetsAnyMoreIsCaught() throws Exception {
        assertFound(" STUCK lock 0", Duration.ofSeconds(3), "java calm flock,0", "c keep,0", "c flock,0");
    }

    @Test
    void updateThatIsLostIsCaught() throws Exception {
        assertFound(" LOST NUMBER lock 0", Torture.PATIENCE, "c stale,0", "c flock,0", "c flock,0");
    }
}
