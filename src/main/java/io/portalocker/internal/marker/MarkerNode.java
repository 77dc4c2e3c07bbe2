package io.portalocker.internal.marker;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.IoBuffer;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.LateClose;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What was found at a marker's path. A regular file stays open until this is closed: as long as it is, the kernel gives
 * its inode to no other file, and what is judged here cannot be mistaken for what comes after it.
 */
public final class MarkerNode implements AutoCloseable {

    private static final long NOT_OPEN = -1;

    private final FileCalls files;
    private final Path path;
    private final FileStatus status;
    private final Marker marker;
    private final byte[] content;
    private long descriptor;

    private MarkerNode(FileCalls files, Path path, FileStatus status, Marker marker, byte[] content, long descriptor) {
        this.files = files;
        this.path = path;
        this.status = status;
        this.marker = marker;
        this.content = content;
        this.descriptor = descriptor;
    }

    /**
     * Looks at a path. A FIFO, socket or device is never opened: that could block, or do something. Answers what is
     * there, empty if nothing is.
     */
    public static Optional<MarkerNode> find(FileCalls files, Path path) throws SysException {
        try {
            FileStatus status = files.status(path);
            return Optional.of(status.isRegular() ? open(files, path, status) : strange(files, path, status));
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static MarkerNode strange(FileCalls files, Path path, FileStatus status) throws SysException {
        Marker malformed = new Marker.Malformed(status.type().phrase());
        long pin = pin(files, path);
        boolean kept = false;
        try {
            FileStatus pinned = pin == NOT_OPEN ? status : files.status(pin);
            kept = true;
            return new MarkerNode(files, path, pinned, malformed, new byte[0], pin);
        } finally {
            if (!kept) {
                close(files, pin);
            }
        }
    }

    private static void close(FileCalls files, long descriptor) {
        if (descriptor != NOT_OPEN) {
            LateClose.quietly(() -> files.close(descriptor));
        }
    }

    /** Keeps the inode of what must not be opened from being given to another; not every system can. */
    private static long pin(FileCalls files, Path path) throws SysException {
        try {
            return files.open(path, OpenFlags.PIN, 0);
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                throw e;
            }
            return NOT_OPEN;
        }
    }

    private static MarkerNode open(FileCalls files, Path path, FileStatus seen) throws SysException {
        long descriptor;
        try {
            // Movable: who looks must not be in the way of who removes it, and that may be this very thread.
            descriptor = files.open(path, OpenFlags.READ | OpenFlags.MOVABLE, 0);
        } catch (SysException e) {
            return switch (e.kind()) {
                case ACCESS_DENIED, BUSY ->
                    new MarkerNode(files, path, seen, new Marker.Unreadable(), new byte[0], NOT_OPEN);
                // Replaced by something strange since it was looked at; the next look will find that.
                case SYMBOLIC_LINK, NO_SUCH_DEVICE, IS_DIRECTORY -> strange(files, path, files.status(path));
                default -> throw e;
            };
        }
        boolean kept = false;
        try {
            FileStatus status = files.status(descriptor);
            if (status.isRegular()) {
                byte[] content = read(files, descriptor);
                MarkerNode node = new MarkerNode(files, path, status, MarkerCodec.parse(content), content, descriptor);
                kept = true;
                return node;
            }
        } finally {
            if (!kept) {
                close(files, descriptor);
            }
        }
        return strange(files, path, files.status(path));
    }

    /** One byte more than a record may have tells what is too long, however long it is. */
    private static byte[] read(FileCalls files, long descriptor) throws SysException {
        try (IoBuffer buffer = IoBuffer.take()) {
            MemorySegment area = buffer.segment().asSlice(0, MarkerCodec.LONGEST + 1L);
            long filled = 0;
            long read;
            while (filled < area.byteSize() && (read = files.read(descriptor, area.asSlice(filled), filled)) > 0) {
                filled += read;
            }
            return area.asSlice(0, filled).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /** {@return what it says} */
    public Marker marker() {
        return marker;
    }

    /** {@return its status when it was read} */
    public FileStatus status() {
        return status;
    }

    Path path() {
        return path;
    }

    /** {@return whether it is a directory, which no protocol knows and no rename should touch} */
    public boolean isDirectory() {
        return status.type() == FileType.DIRECTORY;
    }

    /**
     * Tells two looks at a marker apart if anything was done to it in between: another inode, another time, other bytes, other
     * permissions.
     *
     * @param status all the system tells
     * @param hash of the content
     */
    record Fingerprint(FileStatus status, int hash) {}

    Fingerprint fingerprint() {
        return new Fingerprint(status, Arrays.hashCode(content));
    }

    /** Tells whether a name leads to what was judged, and nobody has written to it or refreshed it since. */
    boolean isAt(Path name) throws SysException {
        try {
            FileStatus now = files.status(name);
            return now.isSameFile(status)
                    && now.type() == status.type()
                    && now.size() == status.size()
                    && now.modifiedSeconds() == status.modifiedSeconds()
                    && now.modifiedNanos() == status.modifiedNanos();
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** It was read only: what closing it answers must not take back what was decided meanwhile, perhaps that we hold the lock. */
    @Override
    public void close() {
        long closing = descriptor;
        descriptor = NOT_OPEN;
        close(files, closing);
    }
}
