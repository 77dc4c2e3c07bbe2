package io.portalocker;

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
record NameOpening(OptionalInt permissions, boolean makesParents) implements Opening {

    private static final int UNLESS_TOLD = 0666;

    /** Between attempts to open a file in a directory that comes and goes. */
    private static final long LONGEST_PAUSE = 8_000_000;

    /** Opens a file as this does, once, in a directory that exists. */
    static LockableFile of(Path path) throws LockException {
        try {
            return FileOpening.openName(path, UNLESS_TOLD);
        } catch (SysException e) {
            throw Failures.io(path.toString(), "open", e);
        }
    }

    /** One that could only be opened for reading may be writable by now. */
    @Override
    public boolean suits(OpenMode mode) {
        return mode == OpenMode.R_PLUS;
    }

    /** Whether a file's content and permissions are this library's to change; see {@link #start}. */
    static boolean isOurs(LockableFile file) throws LockException {
        try {
            return isOurs(Platform.current().files().status(file.number()));
        } catch (SysException e) {
            throw Failures.io(file.name(), "examine", e);
        }
    }

    private static boolean isOurs(FileStatus status) {
        return status.links() == 1
                && status.owner() == Platform.current().processes().effectiveUser();
    }

    @Override
    public LockableFile open(Path path, Deadline deadline) throws LockException, InterruptedException {
        Backoff backoff = new Backoff(LONGEST_PAUSE, ThreadLocalRandom.current());
        for (int attempt = 0; ; attempt++) {
            try {
                return FileOpening.openName(path, permissions.orElse(UNLESS_TOLD));
            } catch (SysException e) {
                boolean again = makesParents && e.kind() == ErrorKind.NOT_FOUND;
                if (!again || (attempt > 0 && deadline.hasPassed())) {
                    throw Failures.io(path.toString(), "open", e);
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

    private static void makeParents(Path path) throws LockException {
        Path parent = path.getParent();
        if (parent == null) {
            return;
        }
        try {
            Files.createDirectories(parent);
        } catch (IOException e) {
            throw new LockIOException("cannot make the directory of '" + path + "': " + e, "mkdir", "", 0, e);
        }
    }

    /**
     * Empties the file, which tells Python's peers nothing and removes what a person may mistake for a record, and gives it
     * the permissions asked for. A file that has another name too, or belongs to somebody else, may be data that was put
     * there for this purpose; it is locked and left as it is.
     */
    @Override
    public void start(LockableFile file, boolean shared) throws LockException {
        FileCalls files = Platform.current().files();
        try {
            FileStatus status = files.status(file.number());
            if (!isOurs(status)) {
                return;
            }
            if (status.size() > 0 && file.mode().writes()) {
                files.truncate(file.number(), 0);
            }
            if (permissions.isPresent() && status.permissions() != permissions.getAsInt()) {
                setPermissions(files, file, permissions.getAsInt());
            }
        } catch (SysException e) {
            throw Failures.io(file.name(), "prepare", e);
        }
    }

    /** Not being permitted to is no reason against the lock, which is held. */
    private static void setPermissions(FileCalls files, LockableFile file, int permissions) throws SysException {
        try {
            files.setPermissions(file.number(), permissions);
        } catch (SysException e) {
            if (e.kind() != ErrorKind.ACCESS_DENIED && e.kind() != ErrorKind.READ_ONLY) {
                throw e;
            }
        }
    }
}
