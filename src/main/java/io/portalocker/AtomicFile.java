package io.portalocker;

import io.portalocker.internal.acquire.Throwables;
import io.portalocker.internal.file.Draft;
import io.portalocker.internal.file.LockPath;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
 * <p>Permissions are 0666 less the umask. A file that replaces another of the same user keeps the permission bits of the one
 * it replaces ({@code rwxrwxrwx}; never setuid, setgid or sticky), its group and its access control list; until the commit
 * only this user may read it. If the group may not be set, its bits are cut down to those of others; if the list cannot be
 * kept, the commit fails. Nothing is adopted from a file of another user, but what that one withholds is withheld here too.
 * Missing directories are made. Neither a directory nor a symbolic link is ever replaced.
 *
 * <p>What a writer leaves behind that was killed is removed by the next one of the same user who writes into that directory.
 *
 * <p>It is no lock: of two that create, one is told so; of two that replace, the later wins. Not thread-safe.
 */
public final class AtomicFile implements Closeable {

    private final Draft draft;
    private final LockableFile file;

    /** What may hold back data. */
    private final List<Closeable> buffered = new ArrayList<>(0);

    /** Whether a stream failed to give what it held back. */
    private boolean incomplete;

    private boolean committed;
    private boolean closed;

    private AtomicFile(Draft draft) {
        this.draft = draft;
        this.file = LockableFile.of(draft.file());
    }

    /**
     * Begins a file that must not exist, neither now nor at the commit.
     *
     * @param destination its path, of the default file system
     * @return the file, to be written and committed
     * @throws IllegalArgumentException if the path names no file, or is of another file system
     * @throws LockIOException if no file can be made there; if there is something at the path already, the cause is a
     *     {@link java.nio.file.FileAlreadyExistsException}
     */
    public static AtomicFile create(Path destination) throws LockException {
        return begin(destination, false);
    }

    /**
     * Begins a file that takes the place of the one at the path, if there is one at the commit.
     *
     * @param destination its path, of the default file system
     * @return the file, to be written and committed
     * @throws IllegalArgumentException if the path names no file, or is of another file system
     * @throws LockIOException if no file can be made there, or what is there may not be replaced
     */
    public static AtomicFile replace(Path destination) throws LockException {
        return begin(destination, true);
    }

    private static AtomicFile begin(Path destination, boolean replaces) throws LockException {
        Path checked = LockPath.checkFile(destination);
        try {
            return new AtomicFile(Draft.begin(checked, replaces));
        } catch (IOException e) {
            throw Failures.of(e);
        }
    }

    /** {@return where the file will appear} */
    public Path destination() {
        return draft.destination();
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
     * fails before the name is given, what is at the destination is untouched, and this may be called again; but not once a
     * stream could not be closed, since what it held back is lost.
     *
     * @throws IllegalStateException if it was committed or closed before
     * @throws LockIOException if a step failed; if the file was to be created, and something has appeared there meanwhile,
     *     the cause is a {@link java.nio.file.FileAlreadyExistsException}
     * @throws IOException if a stream could not be closed, now or before
     */
    public void commit() throws IOException {
        if (committed || closed) {
            throw new IllegalStateException("'" + destination() + "' was " + (committed ? "committed" : "closed"));
        }
        complete();
        try {
            draft.publish();
        } catch (IOException e) {
            throw Failures.of(e);
        } finally {
            committed = draft.isPublished();
        }
    }

    /** A stream that failed holds back nothing when it is closed once more: what it had is lost, and must be missed. */
    private void complete() throws IOException {
        if (incomplete) {
            throw new IOException("'" + destination() + "' is not complete: a stream could not be closed before");
        }
        incomplete = true;
        Throwables.closeAll(buffered);
        incomplete = false;
    }

    /**
     * Ends it. Without a commit nothing is left but what was there before. Further calls do nothing.
     *
     * @throws LockIOException if the private file cannot be removed
     */
    @Override
    public void close() throws LockException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            draft.close();
        } catch (IOException e) {
            throw Failures.of(e);
        }
    }

    /** {@return the destination, and whether the file has appeared there} */
    @Override
    public String toString() {
        return "AtomicFile[" + destination() + (committed ? ", committed]" : "]");
    }
}
