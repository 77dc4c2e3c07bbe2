package io.portalocker.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;

/** A stranger who deletes a lock's file, puts another in its place, or a link that leads elsewhere. */
final class Replacement implements Torture.Disturbance {

    private final Path file;
    private final Path other;
    private final Random chance;
    private long count;

    Replacement(Path directory, Random chance) {
        this.file = directory.resolve("l" + Torturer.REPLACED);
        this.other = directory.resolve("other");
        this.chance = chance;
    }

    @Override
    public void happen() throws IOException {
        count++;
        switch (chance.nextInt(4)) {
            case 0 -> {
                Files.createSymbolicLink(other, file.resolveSibling("victim"));
                Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
                Files.delete(file);
            }
            case 1 -> Files.move(Files.createFile(other), file, StandardCopyOption.ATOMIC_MOVE);
            default -> Files.deleteIfExists(file);
        }
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public String toString() {
        return "files replaced";
    }
}
