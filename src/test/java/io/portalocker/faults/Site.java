package io.portalocker.faults;

import io.portalocker.Held;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the cases happen: each in a directory of its own; what the dead leave there; and what this JVM has more than before. */
final class Site {

    /** The snapshots and members of a log have other names each time. */
    private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{20,32}$");

    private final Path root;
    private final byte[] dead = deadMarker();
    private int directories;

    /** What there was when something was last found to be left. */
    private Inventory worn = new Inventory(Map.of());

    Site(Path root) throws IOException, InterruptedException {
        this.root = root;
    }

    /** That of a process which has just ended. */
    private static byte[] deadMarker() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        String host = new ProcessBuilder("hostname").start().inputReader().readLine();
        return (process.pid() + "\n" + host + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    Path fresh() throws IOException {
        return Files.createDirectory(root.resolve("case" + directories++));
    }

    static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            return entries.skip(1)
                    .map(entry -> directory.relativize(entry).toString())
                    .map(name -> NUMBER.matcher(name).replaceAll("N"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Where a lock is that no case has to do with. */
    Path another() {
        return root.resolve("another");
    }

    void leaveDeadMarker(Path path) throws IOException {
        Files.write(path, dead);
    }

    /** A log that names a writer who is gone: a copy of one that was held when it was copied. */
    void leaveDeadLog(Path directory) throws IOException {
        Path original = root.resolve("dead");
        if (!Files.exists(original)) {
            Path held = Files.createDirectory(root.resolve("held"));
            try (Held writer = Subject.SOFT_WRITE_LOCK.at(held.resolve("x")).acquire()) {
                copy(held, original);
                writer.ensureHeld();
            }
        }
        copy(original.resolve("x.rw"), directory.resolve("x.rw"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.walk(from)) {
            for (Path entry : entries.toList()) {
                Files.copy(entry, to.resolve(from.relativize(entry)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** What there is more than before, told once. */
    Optional<String> more(Inventory before) throws Exception {
        Optional<String> more = lasting(before);
        if (more.isPresent()) {
            worn = Inventory.take();
        }
        return more;
    }

    /** What ends on another thread may take its time. */
    private Optional<String> lasting(Inventory before) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (true) {
            Inventory now = Inventory.take();
            String more = now.moreThan(before);
            if (!more.isEmpty() && now.moreThan(worn).isEmpty()) {
                return Optional.empty();
            }
            if (more.isEmpty()) {
                return Optional.empty();
            }
            if (System.nanoTime() > end) {
                return Optional.of("has " + more);
            }
            Thread.sleep(5);
        }
    }
}
