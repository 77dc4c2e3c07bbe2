package io.portalocker.internal.file;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Backoff;
import io.portalocker.internal.wait.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Opens a lock file that holds no data, as filelock does.
 *
 * @param permissions what the file must have, or empty to leave that to the umask
 * @param makesParents whether missing directories are made
 */
public record NameOpening(OptionalInt permissions, boolean makesParents) implements Opening {

    private static final int UNLESS_TOLD = 0666;

    /** Between attempts to open a file in a directory that comes and goes. */
    private static final long LONGEST_PAUSE = 8_000_000;

    /** One that could only be opened for reading may be writable by now. */
    @Override
    public boolean suits(Access access) {
        return access.writes();
    }

    /** Whether a file's content and permissions are this library's to change; see {@link #start}. */
    public static boolean isOurs(OpenFile file) throws SysException {
        return isOurs(file.files().status(file.descriptor()));
    }

    private static boolean isOurs(FileStatus status) {
        return status.links() == 1
                && status.owner() == Platform.current().processes().effectiveUser();
    }

    @Override
    public OpenFile open(Path path, Deadline deadline) throws IOException, InterruptedException {
        Backoff backoff = new Backoff(LONGEST_PAUSE, ThreadLocalRandom.current());
        for (int attempt = 0; ; attempt++) {
            try {
                return FileOpener.openName(path, permissions.orElse(UNLESS_TOLD));
            } catch (SysException e) {
                boolean again = makesParents && e.kind() == ErrorKind.NOT_FOUND;
                if (!again || (attempt > 0 && deadline.hasPassed())) {
                    throw new Failure(path.toString(), "open", e);
                }
            }
            // The second failure in a directory that was there a moment ago: somebody removes it just now, or a network
            // file system has not heard of it yet. Neither lasts.
            if (attempt > 0) {
                deadline.ticker().pause(Math.min(deadline.remaining(), backoff.pause(attempt)));
            }
            makeParents(path);
        }
    }

    private static void makeParents(Path path) throws Failure {
        Path parent = path.getParent();
        if (parent == null) {
            return;
        }
        try {
            Files.createDirectories(parent);
        } catch (IOException e) {
            throw new Failure(path.toString(), "make the directory of", e);
        }
    }

    /**
     * Gives the file the permissions asked for. What is in it stays, as with Python's peers: somebody may have written down
     * there what a slot stands for. A file that has another name too, or belongs to somebody else, may be data that was
     * put there for this purpose; it is locked and left as it is.
     */
    @Override
    public void start(OpenFile file, boolean shared) throws IOException {
        if (permissions.isEmpty()) {
            return;
        }
        FileCalls files = file.files();
        try {
            FileStatus status = files.status(file.descriptor());
            if (isOurs(status) && status.permissions() != permissions.getAsInt()) {
                setPermissions(files, file, permissions.getAsInt());
            }
        } catch (SysException e) {
            throw new Failure(file.name(), "prepare", e);
        }
    }

    /** Not being permitted to is no reason against the lock, which is held. */
    private static void setPermissions(FileCalls files, OpenFile file, int permissions) throws SysException {
        try {
            files.setPermissions(file.descriptor(), permissions);
        } catch (SysException e) {
            if (e.kind() != ErrorKind.ACCESS_DENIED && e.kind() != ErrorKind.READ_ONLY) {
                throw e;
            }
        }
    }
}
