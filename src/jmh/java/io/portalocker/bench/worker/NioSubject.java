package io.portalocker.bench.worker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** What the JDK offers: no timeouts, no check of the path. */
final class NioSubject implements Subject {

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public Acquirer acquirer(Path path) {
        return () -> {
            FileChannel channel = open(path);
            var lock = channel.lock();
            return () -> {
                lock.release();
                channel.close();
            };
        };
    }

    @Override
    public SlotAcquirer slots(Path directory, String name, int maximum) {
        return null;
    }

    @Override
    public Cycle uncontended(Path path) {
        return () -> {
            try (FileChannel channel = open(path)) {
                channel.tryLock().release();
            }
        };
    }

    @Override
    public Cycle kept(Path path) throws IOException {
        FileChannel channel = open(path);
        return () -> channel.tryLock().release();
    }

    /** A second lock of the same JVM is an error. */
    @Override
    public Obstacle obstacle(Path path) {
        return new Obstacle() {
            @Override
            public void putForAMoment() {}

            @Override
            public void close() {}
        };
    }

    @Override
    public Cycle expiring(Path path, Duration timeout) {
        return null;
    }

    @Override
    public Cycle expiringEmpty(Path path, Duration timeout) {
        return null;
    }

    @Override
    public Cycle naming(Path path, Duration timeout) {
        return null;
    }
}
