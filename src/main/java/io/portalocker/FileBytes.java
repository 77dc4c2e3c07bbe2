package io.portalocker;

import io.portalocker.internal.file.BufferTransfer;
import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.file.OpenFile;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileCalls.Origin;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ScatteringByteChannel;
import java.nio.channels.SeekableByteChannel;

/** The bytes of an open file: reading, writing, positions and size, each through the one descriptor. */
abstract sealed class FileBytes implements SeekableByteChannel, ScatteringByteChannel, GatheringByteChannel
        permits LockableFile {

    private final OpenFile file;
    private final OpenMode mode;

    FileBytes(OpenFile file, OpenMode mode) {
        this.file = file;
        this.mode = mode;
    }

    final OpenFile file() {
        return file;
    }

    private FileCalls files() {
        return file.files();
    }

    private long number() {
        return file.descriptor();
    }

    /** {@return how the file was opened} */
    public OpenMode mode() {
        return mode;
    }

    /** {@return how messages call it} */
    final String name() {
        return file.name();
    }

    /** {@return this} */
    abstract LockableFile self();

    private interface Transfer {
        long make() throws SysException;
    }

    /** Makes a call whose failure is put in the words of this file; a closed channel is reported as channels do. */
    private long transfer(String operation, boolean permitted, boolean writes, Transfer transfer) throws IOException {
        file.begin();
        try {
            if (!permitted) {
                throw writes ? new NonWritableChannelException() : new NonReadableChannelException();
            }
            file.move();
            return transfer.make();
        } catch (SysException e) {
            throw Failures.io(name(), operation, e);
        } finally {
            file.end();
        }
    }

    private long reading(Transfer transfer) throws IOException {
        return transfer("read", mode().reads(), false, transfer);
    }

    private long writing(Transfer transfer) throws IOException {
        return transfer("write", mode().writes(), true, transfer);
    }

    private long positioning(Transfer transfer) throws IOException {
        return transfer("seek in", true, false, transfer);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return (int) reading(() -> BufferTransfer.read(target, bytes -> files().read(number(), bytes)));
    }

    /**
     * Reads at a position; the channel's own stays.
     *
     * @param target where to
     * @param position byte offset
     * @return bytes read, or -1 at the end of the file
     * @throws IllegalArgumentException if the position is negative
     * @throws IOException if reading fails
     */
    public int read(ByteBuffer target, long position) throws IOException {
        LockPath.checkNotNegative("position", position);
        return (int) reading(() -> BufferTransfer.read(target, bytes -> files().read(number(), bytes, position)));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return reading(() -> BufferTransfer.scatter(files(), number(), targets, offset, length));
    }

    @Override
    public long read(ByteBuffer[] targets) throws IOException {
        return read(targets, 0, targets.length);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return (int) writing(() -> BufferTransfer.write(source, bytes -> files().write(number(), bytes)));
    }

    /**
     * Writes at a position; the channel's own stays. On Linux a file open for appending gets the bytes at its end
     * nevertheless, see {@code pwrite(2)}.
     *
     * @param source what
     * @param position byte offset
     * @return bytes written: all that remained
     * @throws IllegalArgumentException if the position is negative
     * @throws IOException if writing fails
     */
    public int write(ByteBuffer source, long position) throws IOException {
        LockPath.checkNotNegative("position", position);
        int begin = source.position();
        return (int) writing(() -> BufferTransfer.write(
                source, bytes -> files().write(number(), bytes, position + source.position() - begin)));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        return writing(() -> BufferTransfer.gather(files(), number(), sources, offset, length));
    }

    @Override
    public long write(ByteBuffer[] sources) throws IOException {
        return write(sources, 0, sources.length);
    }

    /** {@return where the next byte is read or written; in mode {@code a} that is the end of the file} */
    @Override
    public long position() throws IOException {
        if (mode() == OpenMode.A) {
            return size();
        }
        return positioning(() -> files().seek(number(), 0, Origin.CURRENT));
    }

    @Override
    public LockableFile position(long newPosition) throws IOException {
        LockPath.checkNotNegative("newPosition", newPosition);
        positioning(() -> files().seek(number(), newPosition, Origin.START));
        return self();
    }

    @Override
    public long size() throws IOException {
        return positioning(() -> files().status(number()).size());
    }

    /**
     * Shortens the file, and moves the position to its end if it was beyond. A size above the file's changes nothing.
     */
    @Override
    public LockableFile truncate(long size) throws IOException {
        LockPath.checkNotNegative("size", size);
        writing(() -> {
            if (size < files().status(number()).size()) {
                files().truncate(number(), size);
            }
            boolean beyond = files().seek(number(), 0, Origin.CURRENT) > size;
            return beyond ? files().seek(number(), size, Origin.START) : size;
        });
        return self();
    }

    /**
     * Has what was written reach the device.
     *
     * @param metadata also what is not needed to read the data back, such as the time of the last change
     * @throws IOException if that fails; what was written since the last success may then be lost
     */
    public void force(boolean metadata) throws IOException {
        transfer("force", true, true, () -> {
            files().force(number(), metadata);
            return 0;
        });
    }
}
