package io.portalocker.internal.slots;

import io.portalocker.internal.file.FileKind;
import io.portalocker.internal.file.KernelLocking;
import io.portalocker.internal.file.NameOpening;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The slots of a semaphore: files, of which each is locked by who holds it.
 *
 * @param holders words for who has a file locked, empty if nobody is known to
 */
public record Slots(String name, int maximum, Path directory, Function<Path, String> holders) {

    private static final NameOpening OPENING = new NameOpening(OptionalInt.empty(), false);

    public static Path path(Path directory, String name, int slot) {
        return directory.resolve(name + (slot < 10 ? ".0" : ".") + slot + ".lock");
    }

    Path path(int slot) {
        return path(directory, name, slot);
    }

    FileKind kind(int slot) {
        return new FileKind(path(slot), OPENING, KernelLocking.ofPlatform(), false, Long.MAX_VALUE);
    }

    String described() {
        return "semaphore '" + name + "' in '" + directory + "'";
    }
}
