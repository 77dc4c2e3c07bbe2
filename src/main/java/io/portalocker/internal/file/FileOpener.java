package io.portalocker.internal.file;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.LateClose;
import java.nio.file.Path;

/** Opens lock files: without harm to what turns out to be no lock file, and decided on the descriptor, not on the path. */
public final class FileOpener {

    /** What Python's {@code open} asks for; the umask takes from it. */
    private static final int PERMISSIONS = 0666;

    private static final Access NAME =
            new Access(OpenFlags.READ | OpenFlags.WRITE | OpenFlags.CREATE, Access.Start.AS_IT_IS);

    private static final Access NEW = new Access(
            OpenFlags.READ | OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE | OpenFlags.MOVABLE,
            Access.Start.AS_IT_IS);

    private FileOpener() {}

    /** Opens a file; one that is created gets permissions 0666 less the umask. */
    public static OpenFile open(Path path, Access access) throws Failure {
        try {
            return open(path, access, PERMISSIONS);
        } catch (SysException e) {
            throw new Failure(path.toString(), "open", e);
        }
    }

    /**
     * Opens a file that is a name and no data. Python's peers open theirs for writing; where that is not permitted
     * reading does, so that one user's lock file serves another too. {@code permissions}: of a file that is created,
     * before the umask.
     */
    public static OpenFile openName(Path path, int permissions) throws SysException {
        try {
            return open(path, NAME, permissions);
        } catch (SysException e) {
            return switch (e.kind()) {
                case ACCESS_DENIED, READ_ONLY -> openUnwritable(path, e);
                default -> throw e;
            };
        }
    }

    private static OpenFile openUnwritable(Path path, SysException first) throws SysException {
        try {
            return open(path, Access.READ, PERMISSIONS);
        } catch (SysException second) {
            first.addSuppressed(second);
            throw first;
        }
    }

    /** Creates a file, to be written and read, that will get another name while it is open. */
    static OpenFile create(Path path, int permissions) throws SysException {
        return open(path, NEW, permissions);
    }

    private static OpenFile open(Path path, Access access, int permissions) throws SysException {
        Platform platform = Platform.current();
        FileCalls files = platform.files();
        long descriptor = openTolerantly(files, path, access.flags(), permissions);
        try (Scratch scratch = Scratch.take()) {
            files.identify(descriptor, scratch);
            if (scratch.type() != FileType.REGULAR) {
                throw files.refusal("open", files.status(descriptor));
            }
            return OpenFile.opened(platform, descriptor, path, access, scratch);
        } catch (SysException | RuntimeException | Error e) {
            LateClose.quietly(() -> files.close(descriptor));
            if (access.equals(NEW)) {
                LateClose.quietly(() -> files.unlink(path)); // this very call made it, under a name of its own
            }
            throw e;
        }
    }

    /**
     * In a sticky directory of others Linux may forbid O_CREAT on a file that exists ({@code fs.protected_regular}), while
     * opening it without is permitted.
     */
    private static long openTolerantly(FileCalls files, Path path, int flags, int permissions) throws SysException {
        try {
            return files.open(path, flags, permissions);
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
}
