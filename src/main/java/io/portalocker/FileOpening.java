package io.portalocker;

import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.nio.file.Path;

/** Opens lock files: without harm to what turns out to be no lock file, and decided on the descriptor, not on the path. */
final class FileOpening {

    /** What Python's {@code open} asks for; the umask takes from it. */
    private static final int PERMISSIONS = 0666;

    private FileOpening() {}

    static LockableFile open(Path path, OpenMode mode) throws LockException {
        Platform platform = Platform.current();
        FileCalls files = platform.files();
        try {
            long descriptor = openTolerantly(files, path, flags(mode));
            Scratch scratch = Scratch.take();
            try {
                files.identify(descriptor, scratch);
                if (scratch.type() != FileType.REGULAR) {
                    throw files.refusal("open", files.status(descriptor));
                }
                return LockableFile.opened(platform, descriptor, path, mode, scratch);
            } catch (SysException e) {
                files.close(descriptor);
                throw e;
            } finally {
                scratch.give();
            }
        } catch (SysException e) {
            throw Failures.io(path.toString(), "open", e);
        }
    }

    /**
     * In a sticky directory of others Linux may forbid O_CREAT on a file that exists ({@code fs.protected_regular}), while
     * opening it without is permitted.
     */
    private static long openTolerantly(FileCalls files, Path path, int flags) throws SysException {
        try {
            return files.open(path, flags, PERMISSIONS);
        } catch (SysException e) {
            boolean mayExist = OpenFlags.has(flags, OpenFlags.CREATE) && !OpenFlags.has(flags, OpenFlags.EXCLUSIVE);
            return switch (e.kind()) {
                case ACCESS_DENIED, READ_ONLY -> {
                    if (!mayExist) {
                        throw e;
                    }
                    yield openExisting(files, path, flags, e);
                }
                default -> throw e;
            };
        }
    }

    private static long openExisting(FileCalls files, Path path, int flags, SysException first) throws SysException {
        try {
            return files.open(path, flags & ~OpenFlags.CREATE, PERMISSIONS);
        } catch (SysException second) {
            first.addSuppressed(second);
            throw first;
        }
    }

    private static int flags(OpenMode mode) {
        return (mode.reads() ? OpenFlags.READ : 0)
                | (mode.writes() ? OpenFlags.WRITE : 0)
                | (mode.appends() ? OpenFlags.APPEND : 0)
                | (mode.creates() ? OpenFlags.CREATE : 0)
                | (mode.requiresAbsence() ? OpenFlags.EXCLUSIVE : 0);
    }
}
