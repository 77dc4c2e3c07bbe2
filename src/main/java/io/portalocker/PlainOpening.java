package io.portalocker;

import io.portalocker.internal.wait.Deadline;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Opens as {@link LockableFile#open(Path, OpenMode)} does. */
record PlainOpening(OpenMode mode) implements Opening {

    /** One for each mode: what is made for a lock is garbage afterwards. */
    private static final Map<OpenMode, PlainOpening> OF_MODES = new EnumMap<>(
            EnumSet.allOf(OpenMode.class).stream().collect(Collectors.toMap(Function.identity(), PlainOpening::new)));

    static PlainOpening of(OpenMode mode) {
        return Objects.requireNonNull(OF_MODES.get(mode));
    }

    @Override
    public LockableFile open(Path path, Deadline deadline) throws LockException {
        return FileOpening.open(path, mode);
    }

    @Override
    public boolean suits(OpenMode other) {
        return other == mode && !mode.requiresAbsence();
    }
}
