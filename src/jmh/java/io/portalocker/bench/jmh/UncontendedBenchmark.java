package io.portalocker.bench.jmh;

import io.portalocker.Lock;
import io.portalocker.LockFlag;
import io.portalocker.LockableFile;
import io.portalocker.Portalocker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A free lock taken and freed by one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class UncontendedBenchmark {

    /** Where the lock file is made; empty is the directory for temporary files. */
    @Param("")
    public String directory;

    private Path path;
    private Lock lock;
    private LockableFile keptFile;
    private FileChannel keptChannel;

    @Setup
    public void open() throws IOException {
        Path parent = Path.of(directory.isEmpty() ? System.getProperty("java.io.tmpdir") : directory);
        path = Files.createTempFile(parent, "jmh", ".lock");
        lock = Lock.of(path);
        keptFile = LockableFile.open(path, "a");
        keptChannel = FileChannel.open(path, StandardOpenOption.WRITE);
    }

    @TearDown
    public void close() throws IOException {
        keptFile.close();
        keptChannel.close();
        Files.delete(path);
    }

    @Benchmark
    public void acquireRelease() throws IOException {
        lock.acquire().release();
    }

    @Benchmark
    public void keptOpen() throws IOException {
        Portalocker.lock(keptFile, LockFlag.EXCLUSIVE);
        Portalocker.unlock(keptFile);
    }

    @Benchmark
    public void channelOpenLockClose() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.tryLock().release();
        }
    }

    @Benchmark
    public void channelKeptOpen() throws IOException {
        keptChannel.tryLock().release();
    }
}
