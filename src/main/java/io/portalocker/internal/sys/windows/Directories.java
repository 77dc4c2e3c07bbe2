package io.portalocker.internal.sys.windows;

import io.portalocker.bindings.windows.WindowsConstants;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Open directories. Windows documents no call that starts from one; but while a handle that does not share deletion is open,
 * its directory can be neither renamed nor removed, and its path leads to it still.
 */
final class Directories {

    private static final ConcurrentMap<Long, Path> PATHS = new ConcurrentHashMap<>();

    private Directories() {}

    static long open(PlatformFiles files, Path path) throws SysException {
        long handle;
        try (Scratch scratch = Scratch.take()) {
            handle = HandleTags.tag(
                    Opening.open(
                            scratch,
                            WidePath.of(scratch, path),
                            WindowsConstants.GENERIC_READ(),
                            WindowsConstants.FILE_SHARE_READ() | WindowsConstants.FILE_SHARE_WRITE(),
                            WindowsConstants.OPEN_EXISTING(),
                            WindowsConstants.FILE_FLAG_BACKUP_SEMANTICS()
                                    | WindowsConstants.FILE_FLAG_OPEN_REPARSE_POINT()),
                    OpenFlags.READ);
        }
        boolean accepted = false;
        try (Scratch scratch = Scratch.take()) {
            if (PlatformFiles.type(scratch, handle) != FileType.DIRECTORY) {
                int error = WindowsConstants.ERROR_DIRECTORY();
                throw new SysException("CreateFileW", error, PlatformErrors.symbol(error), ErrorKind.NOT_A_DIRECTORY);
            }
            accepted = true;
        } finally {
            if (!accepted) {
                files.close(handle);
            }
        }
        PATHS.put(HandleTags.strip(handle), path.toAbsolutePath());
        return handle;
    }

    static void forget(long handle) {
        PATHS.remove(HandleTags.strip(handle));
    }

    static Path path(long directory, String name) throws SysException {
        return path(directory).resolve(name);
    }

    private static Path path(long directory) throws SysException {
        Path path = PATHS.get(HandleTags.strip(directory));
        if (path == null) {
            throw PlatformErrors.failure("CreateFileW", WindowsConstants.ERROR_INVALID_HANDLE());
        }
        return path;
    }

    static List<String> list(long directory) throws SysException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(directory))) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
            }
        } catch (SysException e) {
            throw e;
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            throw unlisted(e);
        }
        return names;
    }

    private static SysException unlisted(Exception why) {
        SysException failure = PlatformErrors.failure("FindNextFileW", WindowsConstants.ERROR_PATH_NOT_FOUND());
        failure.initCause(why);
        return failure;
    }
}
