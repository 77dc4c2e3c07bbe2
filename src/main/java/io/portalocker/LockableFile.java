package io.portalocker;

import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileCalls.Origin;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.CloseWatch;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.Gates;
import io.portalocker.internal.wait.LateClose;
import io.portalocker.internal.wait.LockWait;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

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

    private final Platform platform;
    private final long descriptor;
    private final boolean owned;
    private final @Nullable Path path;
    private final OpenMode mode;
    private final long device;
    private final long inode;

    /** Whether the start that the mode promises has been made. Guarded by the lock on the file. */
    private boolean started;

    /** Whether somebody outside has the descriptor's number, and may have done anything to it. */
    private volatile boolean exposed;

    private LockableFile(
            Platform platform,
            long descriptor,
            boolean owned,
            @Nullable Path path,
            OpenMode mode,
            long device,
            long inode) {
        this.platform = platform;
        this.descriptor = descriptor;
        this.owned = owned;
        this.path = path;
        this.mode = mode;
        this.device = device;
        this.inode = inode;
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
        return FileOpening.open(Paths.check(path), mode);
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
        Platform platform = Platform.current();
        try {
            FileStatus status = platform.files().status(descriptor);
            return new LockableFile(platform, descriptor, false, null, mode, status.device(), status.inode());
        } catch (SysException e) {
            throw Failures.io("descriptor " + descriptor, "use", e);
        }
    }

    static LockableFile opened(Platform platform, long descriptor, Path path, OpenMode mode, Scratch identity) {
        return new LockableFile(platform, descriptor, true, path, mode, identity.device(), identity.inode());
    }

    /** {@return the path it was opened at, empty if it was a descriptor} */
    public Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    /** {@return how it was opened} */
    @Override
    public OpenMode mode() {
        return mode;
    }

    /**
     * Gives the number behind this file to native code of the caller's, which must neither close it nor use it after this
     * file is closed.
     *
     * @return the descriptor, on Windows the handle
     */
    public long descriptor() {
        exposed = true;
        return descriptor;
    }

    @Override
    long number() {
        return descriptor;
    }

    /** {@return how messages call it} */
    @Override
    String name() {
        return path == null ? "descriptor " + descriptor : path.toString();
    }

    /** With {@link #inode()} the identity of the open file, which no other file has while it is open. */
    long device() {
        return device;
    }

    long inode() {
        return inode;
    }

    boolean wasOpenedAt(Path path) {
        return path.equals(this.path);
    }

    /** Whether the path still leads to this file; a descriptor without a path counts as there. */
    boolean isAtPath() throws LockException {
        return path == null || LockFiles.isAt(path, device, inode);
    }

    boolean tryLock(Mechanism mechanism, boolean shared) throws IOException {
        begin();
        try {
            return platform.locks().tryLock(mechanism, descriptor, shared);
        } finally {
            end();
        }
    }

    /** Waits for the lock; closing the file meanwhile takes effect afterwards. */
    boolean await(Mechanism mechanism, boolean shared, Deadline deadline, Duration checkInterval)
            throws IOException, InterruptedException {
        begin();
        try {
            return LockWait.ofJvm()
                    .await(mechanism, descriptor, shared, deadline, Deadline.saturatedNanos(checkInterval));
        } finally {
            end();
        }
    }

    /** Asks for news of the file's being closed by anybody; empty where its lock is to be polled for. */
    Optional<CloseWatch.Subscription> watch(Mechanism mechanism, Semaphore news) throws LockException {
        return attempt("watch", () -> LockWait.ofJvm().subscribe(mechanism, descriptor, news));
    }

    void unlock(Mechanism mechanism) throws IOException {
        begin();
        try {
            platform.locks().unlock(mechanism, descriptor);
        } finally {
            end();
        }
    }

    /** Makes the start the mode promises, once, now that the file is locked. */
    void start(boolean shared) throws LockException {
        if (started) {
            return;
        }
        if (mode.truncates()) {
            if (shared) {
                throw new IllegalArgumentException("mode " + mode + " empties the file, which needs an exclusive lock");
            }
            truncateOnlyName();
        } else if (mode.appends() && mode.reads()) {
            // Python reads from the end too, which was unknown before the lock.
            attempt("seek in", () -> files().seek(descriptor, 0, Origin.END));
        }
        started = true;
    }

    private void truncateOnlyName() throws LockException {
        FileStatus status = attempt("examine", () -> files().status(descriptor));
        if (status.links() > 1) {
            throw Failures.io(name(), "truncate", files().refusal("ftruncate", status));
        }
        if (status.size() > 0) {
            attempt("truncate", () -> {
                files().truncate(descriptor, 0);
                return 0L;
            });
        }
    }

    @Override
    LockableFile self() {
        return this;
    }

    @Override
    FileCalls files() {
        return platform.files();
    }

    /** A call whose failure is put in the words of this file. */
    private interface Attempt<T> {
        T make() throws SysException;
    }

    private <T> T attempt(String operation, Attempt<T> attempt) throws LockException {
        try {
            begin();
            try {
                return attempt.make();
            } finally {
                end();
            }
        } catch (SysException e) {
            throw Failures.io(name(), operation, e);
        } catch (ClosedChannelException e) {
            throw new LockIOException("cannot " + operation + " '" + name() + "': it is closed", operation, "", 0, e);
        }
    }

    @Override
    public boolean isOpen() {
        return !isClosing();
    }

    /**
     * Closes the file, which frees every lock held through it. Further calls do nothing.
     *
     * @throws LockIOException if the kernel reports a late error; the file is closed all the same
     */
    @Override
    public void close() throws LockException {
        try {
            closeOnce();
        } catch (SysException e) {
            throw Failures.io(name(), "close", e);
        } catch (IOException e) {
            throw new AssertionError("closing a descriptor is a system call", e);
        }
    }

    /**
     * Closes this file but not its descriptor, which goes on as another file, as if just opened.
     *
     * @return that file, or null if the descriptor is in use or may not be what it was; this file is as before then
     */
    @Nullable
    LockableFile successor() {
        if (!owned || exposed || !surrender()) {
            return null;
        }
        LockableFile successor = new LockableFile(platform, descriptor, true, path, mode, device, inode);
        try {
            if (isMoved()) {
                // Only now: a call that was under way might have moved it again.
                files().seek(descriptor, 0, Origin.START);
            }
            return successor;
        } catch (SysException e) {
            LateClose.quietly(successor);
            return null;
        }
    }

    /**
     * Leaves it to the gate of the file when the descriptor is closed: closing any descriptor of a file frees the record
     * locks that this process has on it. The gate is looked for only now, since a late close may come when the one that
     * this file was locked through serves another.
     */
    @Override
    void closeDescriptor() throws IOException {
        if (!owned) {
            return;
        }
        Gate gate = Gates.OF_JVM.reference(device, inode);
        try {
            gate.close(() -> files().close(descriptor));
        } finally {
            Gates.OF_JVM.dereference(gate);
        }
    }

    /** {@return its path or number} */
    @Override
    public String toString() {
        return "LockableFile[" + name() + (isOpen() ? "]" : ", closed]");
    }
}
