package io.portalocker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A file with content, and a locker that notes what it is asked. */
abstract class LockerFixture {

    @TempDir
    Path directory;

    Path file;

    @BeforeEach
    void makeFile() throws Exception {
        file = Files.writeString(directory.resolve("data"), "content");
    }

    /** A locker of a user's, which writes down what it is asked. */
    static final class Recorder implements Locker {
        final List<String> calls = new ArrayList<>();
        boolean answer = true;

        @Override
        public String name() {
            return "RECORDER";
        }

        @Override
        public boolean tryLock(LockableFile opened, boolean shared) {
            calls.add(shared ? "lock shared" : "lock");
            return answer;
        }

        @Override
        public void unlock(LockableFile opened) {
            calls.add("unlock");
        }
    }
}
