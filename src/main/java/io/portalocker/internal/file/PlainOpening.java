package io.portalocker.internal.file;

import io.portalocker.internal.wait.Deadline;
import java.io.IOException;
import java.nio.file.Path;

/** Opens as the access says; see {@link FileOpener}. */
public record PlainOpening(Access access) implements Opening {

    @Override
    public OpenFile open(Path path, Deadline deadline) throws IOException {
        return FileOpener.open(path, access);
    }

    @Override
    public boolean suits(Access other) {
        return other.equals(access) && !access.requiresAbsence();
    }
}
