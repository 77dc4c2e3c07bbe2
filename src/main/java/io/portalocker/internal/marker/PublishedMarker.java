package io.portalocker.internal.marker;

import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A marker of ours. Its file stays open as long as we count on it, so its inode means it and nothing else. */
public final class PublishedMarker {

    /** Windows frees a name some time after the last handle is closed; a scanner may have it open. */
    private static final int MOST_UNLINKS = 10;

    private static final long NOT_OPEN = -1;

    private final FileCalls files;
    private final Path path;
    private final long device;
    private final long inode;

    /** Guarded by this. */
    private long descriptor;

    PublishedMarker(FileCalls files, Path path, long descriptor, long device, long inode) {
        this.files = files;
        this.path = path;
        this.descriptor = descriptor;
        this.device = device;
        this.inode = inode;
    }

    /** {@return its path} */
    public Path path() {
        return path;
    }

    /**
     * Tells whether the path still leads to it.
     *
     * @return false if it was removed or replaced
     * @throws SysException if that cannot be told
     */
    public boolean isCurrent() throws SysException {
        return files.isAt(path, device, inode);
    }

    /**
     * Tells whether anything is at the path.
     *
     * @return whether there is a marker, ours or another
     */
    public boolean isMissing() {
        return Files.notExists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Gives a sign of life: sets its time, through the descriptor, to the present.
     *
     * @throws SysException if it cannot be set
     */
    public synchronized void touch() throws SysException {
        if (descriptor != NOT_OPEN) {
            files.touch(descriptor);
        }
    }

    /**
     * Removes it, and nothing that has taken its place. May be called again after a failure.
     *
     * @throws IOException if it is still there
     */
    public synchronized void withdraw() throws IOException {
        try {
            unlink(path);
        } catch (NoSuchFileException gone) {
            close();
            return;
        } catch (IOException busy) {
            // Windows unlinks no open file.
            close();
            unlinkClosed(busy);
            return;
        }
        close();
    }

    private void unlink(Path name) throws IOException {
        if (files.isAt(name, device, inode)) {
            Files.delete(name);
        }
    }

    private void unlinkClosed(IOException first) throws IOException {
        for (int attempt = 0; attempt < MOST_UNLINKS; attempt++) {
            try {
                unlink(path);
                return;
            } catch (NoSuchFileException gone) {
                return;
            } catch (IOException e) {
                first.addSuppressed(e);
                pause(1L << attempt);
            }
        }
        throw first;
    }

    /** An interrupt cuts the pause short and stays set; it is no reason to leave a marker behind. */
    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts on it no longer; what is at its path stays. */
    synchronized void forsake() throws SysException {
        close();
    }

    /** Removes it from a name and closes it: it was never a lock. */
    synchronized void abandon(Path name) throws IOException {
        try {
            unlink(name);
        } finally {
            close();
        }
    }

    private void close() throws SysException {
        if (descriptor != NOT_OPEN) {
            long closing = descriptor;
            descriptor = NOT_OPEN;
            files.close(closing);
        }
    }
}
