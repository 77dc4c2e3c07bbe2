package io.portalocker.internal.marker;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.IoBuffer;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.LateClose;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A directory held open, and its entries by name: whoever replaces it, or a directory above it, by a link to another place
 * changes nothing for who works through this. A name is one component, a character a byte.
 */
public final class OpenDirectory implements AutoCloseable {

    private final FileCalls files;
    private final long descriptor;

    private OpenDirectory(FileCalls files, long descriptor) {
        this.files = files;
        this.descriptor = descriptor;
    }

    /** Opens a directory, but not through a final symbolic link. */
    public static OpenDirectory open(FileCalls files, Path path) throws SysException {
        return new OpenDirectory(files, files.openDirectory(path));
    }

    /** Opens a directory in this one. */
    public OpenDirectory directory(String name) throws SysException {
        return new OpenDirectory(files, files.openDirectory(descriptor, name));
    }

    /** Makes a directory in this one; it may exist. */
    public void makeDirectory(String name, int permissions) throws SysException {
        try {
            files.makeDirectory(descriptor, name, permissions);
        } catch (SysException e) {
            if (e.kind() != ErrorKind.EXISTS) {
                throw e;
            }
        }
    }

    /** {@return its names, as they are now} */
    public List<String> list() throws SysException {
        return files.list(descriptor);
    }

    /** {@return its own status} */
    public FileStatus status() throws SysException {
        return files.status(descriptor);
    }

    /** Sets its own permissions. */
    public void setPermissions(int permissions) throws SysException {
        files.setPermissions(descriptor, permissions);
    }

    /** {@return the status of an entry, empty if there is none} */
    public Optional<FileStatus> status(String name) throws SysException {
        try {
            return Optional.of(files.status(descriptor, name));
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Opens an entry as {@link FileCalls#open} does. */
    public long open(String name, int flags, int permissions) throws SysException {
        return files.open(descriptor, name, flags, permissions);
    }

    /** Gives an entry a second name. */
    public void link(String existing, String name) throws SysException {
        files.link(descriptor, existing, name);
    }

    /** Gives an entry another name, which may be taken. */
    public void rename(String from, String to) throws SysException {
        files.rename(descriptor, from, to);
    }

    /** Removes a name; false if there is none. */
    public boolean unlink(String name) throws SysException {
        try {
            files.unlink(descriptor, name);
            return true;
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** Creates an entry that does not exist yet and writes all of it; what could not be finished is removed again. */
    public Created create(String name, int permissions, byte[] content) throws SysException {
        int flags = OpenFlags.READ | OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE | OpenFlags.MOVABLE;
        long file = open(name, flags, permissions);
        try {
            FileStatus status = files.status(file);
            MarkerWriter.append(files, file, content);
            return new Created(file, status);
        } catch (SysException | RuntimeException | Error e) {
            try {
                close(file);
                unlink(name);
            } catch (SysException also) {
                e.addSuppressed(also);
            }
            throw e;
        }
    }

    /**
     * A new entry.
     *
     * @param descriptor open for reading and writing
     * @param status from its birth
     */
    public record Created(long descriptor, FileStatus status) {}

    /** Reads the beginning of an open file. */
    public byte[] read(long file, int most) throws SysException {
        try (IoBuffer buffer = IoBuffer.take()) {
            MemorySegment area = buffer.segment().asSlice(0, most);
            long filled = 0;
            long read;
            while (filled < most && (read = files.read(file, area.asSlice(filled), filled)) > 0) {
                filled += read;
            }
            return area.asSlice(0, filled).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /** {@return the status of an open file} */
    public FileStatus status(long file) throws SysException {
        return files.status(file);
    }

    /** Has an open file reach the device. */
    public void force(long file) throws SysException {
        files.force(file, true);
    }

    /** Overwrites an open file from its beginning. */
    public void overwrite(long file, byte[] content) throws SysException {
        MarkerWriter.overwrite(files, file, content);
    }

    /** Closes a file that was opened through this. */
    public void close(long file) throws SysException {
        files.close(file);
    }

    /** What closing it answers must not take back what was done in it. */
    @Override
    public void close() {
        LateClose.quietly(() -> files.close(descriptor));
    }
}
