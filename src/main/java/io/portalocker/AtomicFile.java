package io.portalocker;

import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.marker.PrivateNames;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that appears complete or not at all. It is written under a private name in the same directory, and
 * {@link #commit()} gives it its own. Closing without that leaves nothing behind.
 *
 * {@snippet :
 * try (var file = AtomicFile.replace(Path.of("settings.json"))) {
 *     file.writer(StandardCharsets.UTF_8).write(text);
 *     file.commit();
 * }
 * }
 *
 * <p>A reader sees the old content or the new one, whole. Once {@code commit} has returned, the new one survives a crash of
 * the system: file and directory have been forced to the device, where the file system does that.
 *
 * <p>Permissions are 0666 less the umask; a file that replaces another gets the permission bits of the one it replaces.
 * Missing directories are made. Neither a directory nor a symbolic link is ever replaced.
 *
 * <p>It is no lock: of two that create, one is told {@link FileAlreadyExistsException}; of two that replace, the later wins.
 * Not thread-safe.
 */
public final class AtomicFile implements Closeable {

    /** So many random names in use already mean that something is wrong with the randomness. */
    private static final int MOST_NAMES = 100;

    private final Path destination;
    private final boolean replaces;
    private final LockableFile file;
    private final Path hidden;

    /** What may hold back data. */
    private final List<Closeable> buffered = new ArrayList<>(0);

    private boolean committed;
    private boolean closed;

    private AtomicFile(Path destination, boolean replaces, LockableFile file, Path hidden) {
        this.destination = destination;
        this.replaces = replaces;
        this.file = file;
        this.hidden = hidden;
    }

    /**
     * Begins a file that must not exist, neither now nor at the commit.
     *
     * @param destination its path, of the default file system
     * @return the file, to be written and committed
     * @throws IllegalArgumentException if the path names no file, or is of another file system
     * @throws FileAlreadyExistsException if there is something at the path already
     * @throws IOException if no file can be made there
     */
    public static AtomicFile create(Path destination) throws IOException {
        return begin(LockPath.checkFile(destination), false);
    }

    /**
     * Begins a file that takes the place of the one at the path, if there is one at the commit.
     *
     * @param destination its path, of the default file system
     * @return the file, to be written and committed
     * @throws IllegalArgumentException if the path names no file, or is of another file system
     * @throws IOException if no file can be made there, or what is there may not be replaced
     */
    public static AtomicFile replace(Path destination) throws IOException {
        return begin(LockPath.checkFile(destination), true);
    }

    private static AtomicFile begin(Path destination, boolean replaces) throws IOException {
        AtomicPublication.requirePublishable(destination, replaces);
        Files.createDirectories(Objects.requireNonNull(destination.getParent()));
        for (int attempt = 1; ; attempt++) {
            Path hidden = PrivateNames.beside(destination, ThreadLocalRandom.current());
            try {
                return new AtomicFile(destination, replaces, LockableFile.open(hidden, OpenMode.X_PLUS), hidden);
            } catch (LockIOException e) {
                if (!(e.getCause() instanceof FileAlreadyExistsException) || attempt >= MOST_NAMES) {
                    throw e;
                }
            }
        }
    }

    /** {@return where the file will appear} */
    public Path destination() {
        return destination;
    }

    /**
     * Gives the bytes of the file that is to be.
     *
     * @return the channel; {@link #close()} closes it
     */
    public LockableFile channel() {
        return file;
    }

    /**
     * Writes at the channel's position.
     *
     * @return a buffered stream, flushed by {@link #commit()}
     */
    public OutputStream outputStream() {
        return remember(new BufferedOutputStream(Channels.newOutputStream(new LockedFile.Uncloseable(file))));
    }

    /**
     * Writes text at the channel's position.
     *
     * @param charset the file's encoding
     * @return a buffered writer, flushed by {@link #commit()}
     */
    public BufferedWriter writer(Charset charset) {
        return remember(new BufferedWriter(
                new OutputStreamWriter(Channels.newOutputStream(new LockedFile.Uncloseable(file)), charset)));
    }

    private <T extends Closeable> T remember(T stream) {
        buffered.add(stream);
        return stream;
    }

    /**
     * Has the file appear: closes its streams, forces it to the device, gives it its name, forces the directory. If that
     * fails before the name is given, what is at the destination is untouched, and this may be called again.
     *
     * @throws FileAlreadyExistsException if the file was to be created, and something has appeared there meanwhile
     * @throws IllegalStateException if it was committed or closed before
     * @throws IOException if a step failed
     */
    public void commit() throws IOException {
        if (committed || closed) {
            throw new IllegalStateException("'" + destination + "' was " + (committed ? "committed" : "closed"));
        }
        for (Closeable stream : buffered) {
            stream.close();
        }
        if (replaces) {
            AtomicPublication.adoptPermissions(destination, file);
        }
        file.force(true);
        AtomicPublication publication = new AtomicPublication(hidden, destination);
        if (replaces) {
            publication.replace();
        } else {
            publication.create();
        }
        committed = true;
        file.close();
        try {
            publication.forceDirectory(Platform.current().files());
        } catch (SysException e) {
            throw Failures.io(destination.toString(), "force the directory of", e);
        }
    }

    /**
     * Ends it. Without a commit nothing is left but what was there before. Further calls do nothing.
     *
     * @throws IOException if the private file cannot be removed
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            file.close();
        } finally {
            if (!committed) {
                Files.deleteIfExists(hidden);
            }
        }
    }

    /** {@return the destination, and whether the file has appeared there} */
    @Override
    public String toString() {
        return "AtomicFile[" + destination + (committed ? ", committed]" : "]");
    }
}
