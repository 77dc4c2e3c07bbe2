package io.portalocker.bench.worker;

import io.portalocker.LockFlag;
import io.portalocker.LockableFile;
import io.portalocker.Portalocker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A second thread with the file open for itself: what is locked through it passes the gate by, as another process does. */
final class OurObstacle implements Subject.Obstacle {

    private static final long MOMENT = TimeUnit.MICROSECONDS.toNanos(50);

    private final SynchronousQueue<Boolean> standing = new SynchronousQueue<>();
    private final SynchronousQueue<Boolean> wanted = new SynchronousQueue<>();
    private final LockableFile file;
    private final Thread thread;

    OurObstacle(Path path) throws IOException {
        file = LockableFile.open(path, "a");
        thread = Thread.ofPlatform().daemon().start(this::stand);
    }

    private void stand() {
        try (file) {
            while (true) {
                wanted.take();
                Portalocker.lock(file, LockFlag.EXCLUSIVE);
                standing.put(true);
                LockSupport.parkNanos(MOMENT);
                Portalocker.unlock(file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void putForAMoment() throws InterruptedException {
        wanted.put(true);
        standing.take();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
