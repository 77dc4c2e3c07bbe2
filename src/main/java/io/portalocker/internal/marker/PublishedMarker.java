package io.portalocker.internal.marker;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.LateClose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A marker of ours. Its file stays open until it is withdrawn, so its inode means it and nothing else: even if the first
 * attempt to remove it fails, the next one cannot reach a successor.
 */
public final class PublishedMarker {

    private static final long NOT_OPEN = -1;

    /** For so long a name that is in use is tried again. */
    private static final long BUSY = 1_000_000_000;

    private final FileCalls files;
    private final Path path;
    private final long device;
    private final long inode;
    private final long since;

    /** Guarded by this. */
    private long descriptor;

    PublishedMarker(FileCalls files, Path path, long descriptor, long device, long inode, long since) {
        this.files = files;
        this.path = path;
        this.descriptor = descriptor;
        this.device = device;
        this.inode = inode;
        this.since = since;
    }

    /** What is at a marker's path. */
    enum Presence {
        /** The marker; or nothing, but it has a name elsewhere, since its directory was renamed. */
        HERE,
        /** Nothing, and it is gone. */
        MISSING,
        /** Another. */
        REPLACED
    }

    /** {@return its path} */
    public Path path() {
        return path;
    }

    /**
     * Tells whether it still stands for the lock. A contender may have it aside at this moment, having taken it for a
     * dead one, and will put it back: then this waits for that. Answers false if it was removed or replaced.
     */
    public boolean isCurrent() throws SysException {
        long start = System.nanoTime();
        while (!isAt(path)) {
            if (!isLinked() || System.nanoTime() - start > PutBack.PATIENCE) {
                return false;
            }
            LockSupport.parkNanos(this, PutBack.PAUSE);
        }
        return true;
    }

    /** Tells whether it stands at its path, or will again: only who has put something in its place puts it back. */
    boolean stands() throws SysException {
        return isAt(path) || (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && isCurrent());
    }

    /** {@return a moment before anybody could see it, by the ticker that timed its making} */
    long since() {
        return since;
    }

    Presence presence() throws SysException {
        if (isAt(path)) {
            return Presence.HERE;
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Presence.REPLACED;
        }
        return isLinked() ? Presence.HERE : Presence.MISSING;
    }

    boolean isAt(Path name) throws SysException {
        return files.isAt(name, device, inode);
    }

    /** Tells whether it has a name at all, whichever. Answers false if it was removed. */
    public synchronized boolean isLinked() throws SysException {
        return descriptor != NOT_OPEN && files.status(descriptor).links() > 0;
    }

    /** Gives a sign of life: sets its time, through the descriptor, to the present. */
    public synchronized void touch() throws SysException {
        if (descriptor != NOT_OPEN) {
            files.touch(descriptor);
        }
    }

    /**
     * Removes it, and nothing that has taken its place. May be called again after a failure.
     *
     * <p>A contender that took it for a dead one may have it aside at this moment, and will put it back. So what cannot be
     * removed by its path is made to say that nobody holds it.
     */
    public synchronized void withdraw() throws IOException {
        if (descriptor == NOT_OPEN) {
            return;
        }
        if (!removed(path) && isLinked()) {
            disown(MarkerCodec.encodeReleased());
            removed(path);
        }
        // It is gone by now, and so is the lock, whatever closing it answers.
        LateClose.quietly(this::close);
    }

    /** Removes it from a name that is its; false if it is not. On Windows a reader is in the way for a moment. */
    private boolean removed(Path name) throws SysException {
        long start = System.nanoTime();
        while (true) {
            try {
                return files.unlink(name, device, inode);
            } catch (SysException e) {
                if (e.kind() == ErrorKind.NOT_FOUND) {
                    return false;
                }
                if (e.kind() != ErrorKind.BUSY || System.nanoTime() - start > BUSY) {
                    throw e;
                }
                LockSupport.parkNanos(this, PutBack.PAUSE);
            }
        }
    }

    /** Has it say that nobody holds anything by it. */
    synchronized void disown(byte[] content) throws SysException {
        if (descriptor != NOT_OPEN) {
            MarkerWriter.overwrite(files, descriptor, content);
        }
    }

    /**
     * Removes it from names that are its and closes it: it was never a lock. One that another process has under a name of
     * its own at this moment may come back, and says then that nobody holds anything by it.
     */
    synchronized void abandon(Path... names) throws IOException {
        try {
            for (Path name : names) {
                removed(name);
            }
            if (descriptor != NOT_OPEN && !files.removesExactly() && isLinked()) {
                disown(MarkerCodec.encodeReleased());
                removed(path);
            }
        } finally {
            close();
        }
    }

    /** Counts on it no longer; what is at its path stays. */
    synchronized void forsake() throws SysException {
        close();
    }

    synchronized void close() throws SysException {
        if (descriptor != NOT_OPEN) {
            long closing = descriptor;
            descriptor = NOT_OPEN;
            files.close(closing);
        }
    }
}
