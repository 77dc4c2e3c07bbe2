package io.portalocker.internal.marker;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.IoBuffer;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes a marker appear. It is written under a private name and then linked to its own, which fails if that exists: so
 * nobody ever sees a marker half written, and a crash at any moment leaves either nothing there or a whole record. The
 * private name goes before the lock counts as held, since some readers distrust a file of several names.
 *
 * <p>A file system without hard links gets what filelock does: create exclusively, then write.
 *
 * @param files the system's calls
 * @param random where private names come from
 * @param links how a file gets another name
 */
record MarkerPublication(FileCalls files, Supplier<RandomGenerator> random, Links links) {

    /**
     * Before the umask, which may only take from it. Not writable by others: who can write a marker can forge a dead
     * owner into it.
     */
    private static final int PERMISSIONS = 0644;

    /** Without it Python reports an error at this marker instead of waiting. */
    private static final int OWNER_WRITES = 0200;

    private static final int CREATE = OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE;

    MarkerPublication(FileCalls files, Supplier<RandomGenerator> random) {
        this(files, random, Files::createLink);
    }

    /** As {@link Files#createLink}: fails in ways of its own where a file system has no hard links, or lies. */
    interface Links {
        Object link(Path link, Path existing) throws IOException;
    }

    /**
     * Publishes a marker.
     *
     * @param path its name
     * @param content its bytes
     * @return the marker, empty if the name is taken
     * @throws IOException if it cannot be written; nothing is left then
     */
    Optional<PublishedMarker> publish(Path path, byte[] content) throws IOException {
        Path hidden = PrivateNames.beside(path, random.get());
        PublishedMarker marker = create(hidden, path, content);
        try {
            links.link(path, hidden);
        } catch (FileAlreadyExistsException taken) {
            // A network file system may have made the link, lost the answer, and failed on asking again.
            if (!marker.isCurrent()) {
                marker.abandon(hidden);
                return Optional.empty();
            }
        } catch (IOException | UnsupportedOperationException noLinks) {
            marker.abandon(hidden);
            return publishDirectly(path, content);
        }
        try {
            Files.deleteIfExists(hidden);
        } catch (IOException e) {
            marker.abandon(path);
            throw e;
        }
        return Optional.of(marker);
    }

    private Optional<PublishedMarker> publishDirectly(Path path, byte[] content) throws IOException {
        try {
            return Optional.of(create(path, path, content));
        } catch (SysException e) {
            if (e.kind() == ErrorKind.EXISTS) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private PublishedMarker create(Path at, Path path, byte[] content) throws IOException {
        long descriptor = files.open(at, CREATE, PERMISSIONS);
        PublishedMarker marker = null;
        try {
            FileStatus status = files.status(descriptor);
            marker = new PublishedMarker(files, path, descriptor, status.device(), status.inode());
            if ((status.permissions() & OWNER_WRITES) == 0) {
                files.setPermissions(descriptor, status.permissions() | OWNER_WRITES);
            }
            write(descriptor, content);
            return marker;
        } catch (IOException | RuntimeException | Error e) {
            undo(marker, at, descriptor, e);
            throw e;
        }
    }

    private void undo(
            @org.jspecify.annotations.Nullable PublishedMarker marker, Path at, long descriptor, Throwable why) {
        try {
            if (marker == null) {
                files.close(descriptor);
            } else {
                marker.abandon(at);
            }
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private void write(long descriptor, byte[] content) throws SysException {
        IoBuffer buffer = IoBuffer.take();
        try {
            MemorySegment rest = buffer.segment().asSlice(0, content.length);
            MemorySegment.copy(content, 0, rest, ValueLayout.JAVA_BYTE, 0, content.length);
            while (rest.byteSize() > 0) {
                rest = rest.asSlice(files.write(descriptor, rest));
            }
        } finally {
            buffer.give();
        }
    }
}
