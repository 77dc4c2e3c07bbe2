package io.portalocker.torture;

import io.portalocker.testkit.Child;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Leaves the marker of a dead process wherever there is none at the moment. */
final class DeadMarkers implements Torture.Disturbance {

    private static final String DIE_HOLDING = """
        import filelock, os, sys
        lock = filelock.SoftFileLock(sys.argv[1])
        lock.acquire()
        lease = filelock.SoftFileLease(sys.argv[2], lease_duration=60, heartbeat_interval=1)
        lease.acquire()
        os.kill(os.getpid(), 9)
        """;
    private static final List<String> LOCKS = List.of("l0", "l3");
    private static final int LOOKS = 300;

    private final Path directory;
    private final Random chance;
    private long count;

    DeadMarkers(Path directory, Random chance) {
        this.directory = directory;
        this.chance = chance;
        try (Child python =
                Child.python(DIE_HOLDING, dead("l0").toString(), dead("l3").toString())) {
            python.awaitExit();
        }
    }

    private Path dead(String lock) {
        return directory.resolve("dead-" + lock);
    }

    @Override
    public void happen() throws IOException {
        String lock = LOCKS.get(chance.nextInt(LOCKS.size()));
        Path made = Files.copy(dead(lock), directory.resolve("made"));
        for (int i = 0; i < LOOKS; i++) {
            try {
                Files.createLink(directory.resolve(lock), made);
                count++;
                break;
            } catch (FileAlreadyExistsException held) {
                Thread.onSpinWait();
            }
        }
        Files.delete(made);
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public String toString() {
        return "dead markers left";
    }
}
