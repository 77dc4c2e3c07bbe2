package io.portalocker.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Lock;
import io.portalocker.LockIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The path of a file that is not there. */
abstract class BadInputFixture {

    @TempDir
    Path directory;

    Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("file.lock");
    }

    static LockIOException assertRefused(Lock lock, String operation, String symbol, int code) {
        var e = assertThrows(LockIOException.class, lock::acquire);
        assertMentions(e.getMessage(), lock.path().toString(), operation, symbol, "(" + code + ")");
        assertEquals(operation, e.operation());
        assertEquals(symbol, e.symbol());
        assertEquals(code, e.code());
        return e;
    }

    static void assertMentions(String message, String... words) {
        for (String word : words) {
            assertTrue(message.contains(word), () -> "'" + word + "' in: " + message);
        }
    }
}
