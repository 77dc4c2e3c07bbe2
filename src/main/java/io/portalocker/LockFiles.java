package io.portalocker;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is done to lock files at their paths. */
final class LockFiles {

    private LockFiles() {}

    /** What is at a path, a symbolic link included. */
    static Optional<FileStatus> status(Path path) throws LockException {
        try {
            return Optional.of(Platform.current().files().status(path));
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw Failures.io(path.toString(), "examine", e);
        }
    }

    /** Whether a path, a symbolic link not followed, leads to the file of an identity. */
    static boolean isAt(Path path, long device, long inode) throws LockException {
        try {
            return Platform.current().files().isAt(path, device, inode);
        } catch (SysException e) {
            throw Failures.io(path.toString(), "examine", e);
        }
    }

    /**
     * Removes the name of a file whose lock the caller holds, unless somebody put another file there: that one is not the
     * caller's to remove.
     */
    static void removeIfStill(LockableFile file, Path path) throws IOException {
        if (file.isAtPath()) {
            Files.deleteIfExists(path);
        }
    }
}
