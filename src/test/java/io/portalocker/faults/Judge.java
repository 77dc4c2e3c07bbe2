package io.portalocker.faults;

import io.portalocker.Held;
import io.portalocker.LockException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Another process, in which nothing goes wrong: says whether a lock is free, shared or held, and gets in its way.
 *
 * <pre>
 *   probe SUBJECT PATH       free | shared | held
 *   take SUBJECT PATH        taken | busy
 *   drop [MILLISECONDS]      dropped, or what was wrong with it; after a while
 * </pre>
 */
final class Judge {
    private Judge() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        Held taken = null;
        try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                switch (words[0]) {
                    case "probe" -> System.out.println(probe(Subject.valueOf(words[1]), Path.of(words[2])));
                    case "take" -> {
                        taken = Subject.valueOf(words[1])
                                .at(Path.of(words[2]))
                                .tryAcquire(Duration.ofSeconds(10))
                                .orElse(null);
                        System.out.println(taken == null ? "busy" : "taken");
                    }
                    case "drop" -> {
                        if (words.length > 1) {
                            Thread.sleep(Long.parseLong(words[1]));
                        }
                        System.out.println(drop(taken));
                    }
                    default -> throw new IllegalArgumentException(line);
                }
            }
        }
    }

    private static String probe(Subject subject, Path path) throws LockException {
        Optional<? extends Held> alone = subject.opponent().at(path).tryAcquire();
        if (alone.isPresent()) {
            alone.get().release();
            return "free";
        }
        if (subject.isShared()) {
            Optional<? extends Held> beside = subject.at(path).tryAcquire();
            if (beside.isPresent()) {
                beside.get().release();
                return "shared";
            }
        }
        return "held";
    }

    private static String drop(Held taken) {
        try {
            taken.ensureHeld();
            taken.release();
            return "dropped";
        } catch (LockException e) {
            return "lost: " + e.getMessage();
        }
    }
}
