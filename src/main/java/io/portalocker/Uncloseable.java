package io.portalocker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/**
 * A channel for streams over a locked file: closing a stream must not free the lock before its time.
 *
 * @param file where the bytes go
 */
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
