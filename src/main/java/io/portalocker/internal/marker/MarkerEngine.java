package io.portalocker.internal.marker;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.RawNames;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.NamedGates;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What marker locks stand on: time, randomness, the gates of this JVM, and who this process is. */
public record MarkerEngine(Platform platform, MarkerStore store, NamedGates gates, Optional<BigInteger> ownStart) {

    private static final class OfSystem {
        static final MarkerEngine ENGINE =
                of(Platform.current(), Ticker.SYSTEM, ThreadLocalRandom::current, NamedGates.OF_JVM, Watches.OF_JVM);
    }

    /** The real one. The platform is asked first: where it may not be used, it says so at each call. */
    public static MarkerEngine system() {
        Platform.current();
        return OfSystem.ENGINE;
    }

    public static MarkerEngine of(
            Platform platform, Ticker ticker, Supplier<RandomGenerator> random, NamedGates gates, Watches watches) {
        MarkerStore store = new MarkerStore(platform.files(), Census.of(platform.processes()), ticker, random, watches);
        return new MarkerEngine(platform, store, gates, ProcessIdentity.ownStart(platform.processes()));
    }

    public Ticker ticker() {
        return store.ticker();
    }

    public ProcessIdentity identity() throws Failure {
        try {
            return ProcessIdentity.current(platform.processes(), ownStart);
        } catch (SysException e) {
            throw new Failure("this machine", "name", e);
        }
    }

    /** What the marker of a lock says. */
    byte[] content() throws Failure {
        return MarkerCodec.encode(identity());
    }

    /** What the marker of a lease says. */
    byte[] content(String token, double duration) throws Failure {
        return MarkerCodec.encode(
                new Marker.Claim(identity(), Marker.Mode.LEASE, Optional.of(token), OptionalDouble.of(duration)));
    }

    /** Makes the directories on the way to a marker, and finds out by what name all spellings of its path go. */
    public static NamedGates.Name name(Path path) throws IOException {
        Path directory = Objects.requireNonNull(path.getParent());
        String name = RawNames.last(path);
        try {
            return new NamedGates.Name(key(directory), name);
        } catch (NoSuchFileException e) {
            Files.createDirectories(directory);
            return new NamedGates.Name(key(directory), name);
        }
    }

    /** Device and inode where the system has them. */
    private static Object key(Path directory) throws IOException {
        Object key = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
        return key == null ? directory.toRealPath() : key;
    }
}
