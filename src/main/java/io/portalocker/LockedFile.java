package io.portalocker;

import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.acquire.Throwables;
import io.portalocker.internal.file.OpenFile;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * A locked file and its bytes. What was written through its streams and writers is flushed before the lock is freed, so
 * the next holder sees it. Reading and writing begin where the mode says; {@link LockableFile#position(long)} moves.
 *
 * <p>Several streams of one handle share the position of the channel, and those that buffer read ahead or hold back; use
 * one at a time. The streams themselves are not thread-safe beyond what {@code java.io} promises.
 */
public final class LockedFile extends Handle {

    private final OpenFile file;

    /** What may hold back data. Guarded by this. */
    private List<Closeable> buffered = List.of();

    LockedFile(Hold hold, OpenFile file) {
        super(hold);
        this.file = file;
    }

    /** A channel for streams over a locked file: closing a stream must not free the lock before its time. */
    record Uncloseable(LockableFile file) implements ByteChannel {

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return file.write(source);
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() {}
    }

    /**
     * Gives the locked file itself. Closing it closes the descriptor and so frees the lock at once, without flushing the
     * writers: {@link #isHeld()} is false from then on, and {@link #release()} is still owed.
     *
     * @return the channel to the file's bytes
     */
    public LockableFile channel() {
        return LockableFile.of(file);
    }

    /**
     * Reads from the channel's position on. Closing the stream does not close the file.
     *
     * @return an unbuffered stream
     */
    public InputStream inputStream() {
        return Channels.newInputStream(new Uncloseable(channel()));
    }

    /**
     * Writes at the channel's position, or at the end in a mode that appends. Closing the stream flushes it and does not
     * close the file.
     *
     * @return a buffered stream, flushed before the lock is freed
     */
    public OutputStream outputStream() {
        return remember(new BufferedOutputStream(Channels.newOutputStream(new Uncloseable(channel()))));
    }

    /**
     * Reads text from the channel's position on. Closing the reader does not close the file.
     *
     * @param charset the file's encoding; malformed bytes are replaced
     * @return a buffered reader
     */
    public BufferedReader reader(Charset charset) {
        return new BufferedReader(Channels.newReader(new Uncloseable(channel()), charset));
    }

    /**
     * Writes text as {@link #outputStream()} writes bytes.
     *
     * @param charset the file's encoding
     * @return a buffered writer, flushed before the lock is freed
     */
    public BufferedWriter writer(Charset charset) {
        return remember(new BufferedWriter(
                new OutputStreamWriter(Channels.newOutputStream(new Uncloseable(channel())), charset)));
    }

    private synchronized <T extends Closeable> T remember(T stream) {
        if (buffered.isEmpty()) {
            buffered = new ArrayList<>(1);
        }
        buffered.add(stream);
        return stream;
    }

    /**
     * Flushes, unlocks and closes the file, in that order. Further calls do nothing.
     *
     * @throws LockException if flushing or closing failed (the lock is free then), or unlocking (it is still held then,
     *     and this may be called again)
     */
    @Override
    public void release() throws LockException {
        release(hasStreams() ? this::closeStreams : Hold.Last.NOTHING);
    }

    private synchronized boolean hasStreams() {
        return !buffered.isEmpty();
    }

    /** Closing flushes, and lets an encoder write what it owes at the end; each is closed, whatever another throws. */
    private synchronized void closeStreams() throws IOException {
        List<Closeable> closing = buffered;
        buffered = List.of();
        try {
            Throwables.closeAll(closing);
        } catch (IOException e) {
            throw Failures.locking(file.name(), "streams", "complete", e);
        }
    }
}
