package io.portalocker.internal.file;

import io.portalocker.internal.wait.Deadline;
import java.io.IOException;
import java.nio.file.Path;

/** How the file of a lock is opened, at each attempt anew, and what is done to it first. */
public interface Opening {

    /** Opens it, trying until the deadline where opening itself has to be tried again. */
    OpenFile open(Path path, Deadline deadline) throws IOException, InterruptedException;

    /** Whether a file that was opened so a moment ago, and is still at the path, is as good as one opened now. */
    default boolean suits(Access access) {
        return false;
    }

    /** Makes the start that was promised, now that the file is locked and known to be the one at its path. */
    default void start(OpenFile file, boolean shared) throws IOException {
        file.start(shared);
    }
}
