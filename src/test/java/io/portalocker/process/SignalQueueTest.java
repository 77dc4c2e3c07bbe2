package io.portalocker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.Held;
import io.portalocker.Lock;
import io.portalocker.LockException;
import io.portalocker.Waiting;
import io.portalocker.internal.sys.Platform;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import io.portalocker.testkit.Requirements;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that may queue no signals cannot be fetched out of the kernel by one, so it must not wait there. */
@EnabledOnOs(OS.LINUX)
class SignalQueueTest {

    @TempDir
    Path directory;

    /** Waits for what somebody else holds: until a deadline, and until it is interrupted. */
    static final class Waiter {
        public static void main(String[] arguments) throws Exception {
            Lock lock = Lock.of(Path.of(arguments[0]));
            System.out.println(
                    "in the kernel: " + Platform.current().waits().kernel().isPresent());
            System.out.println(outcome(lock.withTimeout(Duration.ofMillis(300))));
            Background<String> waiter = Background.start(() -> outcome(lock.withTimeout(Waiting.FOREVER)))
                    .awaitWaiting();
            waiter.interrupt();
            System.out.println(waiter.get());
        }

        private static String outcome(Lock lock) {
            try {
                lock.acquire();
                return "held";
            } catch (LockException e) {
                return e.getClass().getSimpleName();
            }
        }
    }

    @Test
    void deadlinesAndInterruptsEndItsWaits() throws Exception {
        Requirements.requireProgram("prlimit");
        Path file = directory.resolve("lock");
        List<String> command = new ArrayList<>(List.of("prlimit", "--sigpending=0:0"));
        command.addAll(Jvm.command(Waiter.class, file.toString()));
        try (Held held = Lock.of(file).acquire();
                Child waiter = Child.start(command)) {
            assertEquals("in the kernel: false", waiter.line());
            assertEquals("LockTimeoutException", waiter.line());
            assertEquals("LockInterruptedException", waiter.line());
            held.ensureHeld();
        }
    }
}
