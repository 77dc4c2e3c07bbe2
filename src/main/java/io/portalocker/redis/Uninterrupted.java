package io.portalocker.redis;

import java.io.IOException;

/** What an interrupt must not end: the connection of a thread that is interrupted is closed when it writes or reads. */
final class Uninterrupted implements AutoCloseable {

    private boolean interrupted = Thread.interrupted();

    void await(Reply reply, long nanos) throws IOException {
        long until = System.nanoTime() + nanos;
        while (true) {
            try {
                reply.await(Math.max(1, until - System.nanoTime()));
                return;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    @Override
    public void close() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
