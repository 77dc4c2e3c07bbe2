package io.portalocker;

import io.portalocker.internal.file.FileOpener;
import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.file.OpenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * An open file that can be locked, and a channel to its bytes. Data has to go through the descriptor that is locked:
 * the locks of Windows are mandatory for every other handle, and POSIX record locks are lost when another descriptor of
 * the file is closed.
 *
 * <p>The file is opened close-on-exec, so no child process inherits it; a final symbolic link is not followed; nothing
 * but a regular file is opened. A child that was started by other means than Java's may hold the descriptor for the
 * moment between fork and exec.
 *
 * <p>The channel may be used by several threads. Reads and writes without a position share the descriptor's; each is
 * atomic as the system's call is. Closing while another thread is inside a call takes effect when that call ends.
 * Positions and sizes are bytes, up to {@link Long#MAX_VALUE} where the file system has room. A write through this class
 * returns when all bytes are written or it throws; a gathering write may be short. Interrupting a thread does not close
 * the channel.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2)</a>
 */
public final class LockableFile extends FileBytes {

    private LockableFile(OpenFile file, OpenMode mode) {
        super(file, mode);
    }

    /** What an application sees in an open file of the engine's, the same at each call. */
    static LockableFile of(OpenFile file) {
        return file.view(LockableFile.class, opened -> new LockableFile(opened, OpenMode.of(opened.access())));
    }

    /**
     * Opens a file.
     *
     * @param path a path of the default file system
     * @param mode as in Python's {@code open}: {@code r r+ w w+ a a+ x x+}
     * @return the open file, not locked
     * @throws IllegalArgumentException if the mode is none of these or the path cannot be a lock's
     * @throws LockIOException if it cannot be opened, or is not a regular file
     */
    public static LockableFile open(Path path, String mode) throws LockException {
        return open(path, OpenMode.of(mode));
    }

    /**
     * Opens a file. One that is created gets permissions 0666 less the umask.
     *
     * @param path a path of the default file system
     * @param mode how
     * @return the open file, not locked
     * @throws IllegalArgumentException if the path cannot be a lock's
     * @throws LockIOException if it cannot be opened, or is not a regular file
     */
    public static LockableFile open(Path path, OpenMode mode) throws LockException {
        Path checked = LockPath.check(path);
        try {
            return of(FileOpener.open(checked, mode.opening().access()));
        } catch (IOException e) {
            throw Failures.of(e);
        }
    }

    /**
     * Wraps a descriptor that somebody else opened, as a shell's {@code 9>file} does. Its owner keeps it:
     * {@link #close()} does not close it.
     *
     * @param descriptor the number of an open descriptor; on Windows a handle
     * @param mode what it is open for
     * @return the open file
     * @throws IllegalArgumentException if the number is negative
     * @throws LockIOException if no file is open under that number
     */
    public static LockableFile ofDescriptor(long descriptor, OpenMode mode) throws LockException {
        Objects.requireNonNull(mode, "mode");
        if (descriptor < 0) {
            throw new IllegalArgumentException("descriptor is negative: " + descriptor);
        }
        try {
            return of(OpenFile.ofDescriptor(descriptor, mode.opening().access()));
        } catch (IOException e) {
            throw Failures.of(e);
        }
    }

    /** {@return the path it was opened at, empty if it was a descriptor} */
    public Optional<Path> path() {
        return Optional.ofNullable(file().path());
    }

    /**
     * Gives the number behind this file to native code of the caller's, which must neither close it nor use it after this
     * file is closed.
     *
     * @return the descriptor, on Windows the handle
     */
    public long descriptor() {
        return file().expose();
    }

    @Override
    LockableFile self() {
        return this;
    }

    @Override
    public boolean isOpen() {
        return file().isOpen();
    }

    /**
     * Closes the file, which frees every lock held through it. Further calls do nothing.
     *
     * @throws LockIOException if the kernel reports a late error; the file is closed all the same
     */
    @Override
    public void close() throws LockException {
        try {
            file().close();
        } catch (IOException e) {
            throw Failures.of(e);
        }
    }

    /** {@return its path or number} */
    @Override
    public String toString() {
        return "LockableFile[" + file() + "]";
    }
}
