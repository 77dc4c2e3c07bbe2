package io.portalocker.internal.marker;

import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.IoBuffer;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.LateClose;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes complete markers: to the last byte, or none is left.
 *
 * @param files the system's calls
 * @param ticker time
 */
record MarkerWriter(FileCalls files, Ticker ticker) {

    /**
     * Before the umask, which may only take from it. Not writable by others: who can write a marker can forge a dead
     * owner into it.
     */
    private static final int PERMISSIONS = 0644;

    /** Without it Python reports an error at this marker instead of waiting. */
    private static final int OWNER_WRITES = 0200;

    private static final int CREATE = OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE | OpenFlags.MOVABLE;

    /** Creates a file that does not exist yet. */
    PublishedMarker create(Path at, Path path, byte[] content) throws IOException {
        long since = ticker.nanoTime();
        long descriptor = files.open(at, CREATE, PERMISSIONS);
        PublishedMarker marker = null;
        try {
            FileStatus status = files.status(descriptor);
            marker = new PublishedMarker(files, path, descriptor, status.device(), status.inode(), since);
            if ((status.permissions() & OWNER_WRITES) == 0) {
                files.setPermissions(descriptor, status.permissions() | OWNER_WRITES);
            }
            append(files, descriptor, content);
            return marker;
        } catch (IOException | RuntimeException | Error e) {
            undo(marker, at, at.equals(path), descriptor, e);
            throw e;
        }
    }

    /** What could not be identified goes by its name, if that is ours alone; an empty marker is broken by whoever comes. */
    private void undo(@Nullable PublishedMarker marker, Path at, boolean isShown, long descriptor, Throwable why) {
        try {
            if (marker == null) {
                LateClose.quietly(() -> files.close(descriptor));
                if (!isShown) {
                    files.unlink(at);
                }
            } else {
                marker.abandon(at);
            }
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    static void append(FileCalls files, long descriptor, byte[] content) throws SysException {
        try (IoBuffer buffer = IoBuffer.take()) {
            MemorySegment rest = fill(buffer, content);
            while (rest.byteSize() > 0) {
                rest = rest.asSlice(files.write(descriptor, rest));
            }
        }
    }

    /** Replaces what was written: first the beginning and then the length, since nobody must ever see it empty. */
    static void overwrite(FileCalls files, long descriptor, byte[] content) throws SysException {
        try (IoBuffer buffer = IoBuffer.take()) {
            MemorySegment rest = fill(buffer, content);
            while (rest.byteSize() > 0) {
                rest = rest.asSlice(files.write(descriptor, rest, content.length - rest.byteSize()));
            }
            files.truncate(descriptor, content.length);
        }
    }

    private static MemorySegment fill(IoBuffer buffer, byte[] content) {
        MemorySegment filled = buffer.segment().asSlice(0, content.length);
        MemorySegment.copy(content, 0, filled, ValueLayout.JAVA_BYTE, 0, content.length);
        return filled;
    }
}
