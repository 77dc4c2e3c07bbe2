package io.portalocker.internal.file;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What is done to lock files at their paths. */
public final class LockFiles {

    private LockFiles() {}

    /** What is at a path, a symbolic link included. */
    public static Optional<FileStatus> status(Path path) throws IOException {
        try {
            return Optional.of(Platform.current().files().status(path));
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw new Failure(path.toString(), "examine", e);
        }
    }

    /** Whether a path, a symbolic link not followed, leads to the file of an identity. */
    public static boolean isAt(Path path, long device, long inode) throws IOException {
        try {
            return Platform.current().files().isAt(path, device, inode);
        } catch (SysException e) {
            throw new Failure(path.toString(), "examine", e);
        }
    }

    /**
     * Removes the name of a file whose lock the caller holds, unless somebody put another file there: that one is not the
     * caller's to remove.
     */
    static void removeIfStill(OpenFile file, Path path) throws IOException {
        try {
            file.files().unlink(path, file.device(), file.inode());
        } catch (SysException e) {
            if (e.kind() != ErrorKind.NOT_FOUND) {
                throw new Failure(path.toString(), "remove", e);
            }
        }
    }

    /**
     * Removes the name of a file that the caller has just closed. Whoever has it open by now, or still, waits for its lock
     * or holds it, and will remove it in his turn.
     */
    static void removeUnlessOpen(OpenFile file, Path path) throws IOException {
        try {
            file.files().unlink(path, file.device(), file.inode());
        } catch (SysException e) {
            if (e.kind() != ErrorKind.NOT_FOUND && e.kind() != ErrorKind.BUSY) {
                throw new Failure(path.toString(), "remove", e);
            }
        }
    }
}
