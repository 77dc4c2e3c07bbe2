package io.portalocker.internal.slots;

import io.portalocker.internal.file.FileKind;
import io.portalocker.internal.file.KernelLocking;
import io.portalocker.internal.file.NameOpening;
import io.portalocker.internal.sys.RawNames;
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
        return file(directory, name, (slot < 10 ? ".0" : ".") + slot + ".lock");
    }

    /** A file of the semaphore, whose name is UTF-8 whatever the locale says. */
    private static Path file(Path directory, String name, String suffix) {
        return RawNames.child(directory, RawNames.ofText(name) + suffix);
    }

    /** Where the users of this library say how many slots they count. */
    Path declaration() {
        return file(directory, name, ".maximum");
    }

    Path path(int slot) {
        return path(directory, name, slot);
    }

    FileKind kind(int slot) {
        return new FileKind(path(slot), OPENING, KernelLocking.ofPlatform(), false, Long.MAX_VALUE);
    }

    Neighbours neighbours() {
        return new Neighbours(directory);
    }

    String described() {
        return "semaphore '" + name + "' in '" + directory + "'";
    }
}
