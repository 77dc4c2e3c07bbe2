package io.portalocker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.internal.slots.SlotTable;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A semaphore of two slots in a directory of the test's, of which nothing is remembered afterwards. */
abstract class SemaphoreFixture {
    @TempDir
    Path directory;

    BoundedSemaphore two;

    @BeforeEach
    void describeSemaphore() {
        two = semaphore(2);
    }

    BoundedSemaphore semaphore(int maximum) {
        return BoundedSemaphore.named("gpu", maximum).withDirectory(directory);
    }

    @AfterEach
    void nothingIsRemembered() {
        assertEquals(0, SlotTable.size());
    }
}
