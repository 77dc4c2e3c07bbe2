package io.portalocker.internal.snapshot;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.marker.MarkerEngine;
import io.portalocker.internal.marker.ProcessIdentity;
import io.portalocker.internal.marker.Tokens;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.RawNames;
import io.portalocker.internal.wait.NamedGates;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What these locks stand on: files, time, randomness, the gates and the memory of this JVM, and who this process is. */
public final class LogEngine {

    private static final String SUFFIX = ".rw";

    private static final class OfSystem {
        static final LogEngine ENGINE = new LogEngine(
                LogEngine::onDisk,
                Ticker.SYSTEM,
                Tokens::next,
                ThreadLocalRandom::current,
                NamedGates.OF_JVM,
                () -> MarkerEngine.system().identity());
    }

    private final Opener opener;
    private final Ticker ticker;
    private final Naming tokens;
    private final Supplier<RandomGenerator> random;
    private final NamedGates gates;
    private final Memory.Memories memories;
    private final Self self;

    /** Finds the files below a root. */
    interface Opener {
        Records open(Path root);
    }

    /** Tells who this process is. */
    interface Self {
        ProcessIdentity identity() throws Failure;
    }

    LogEngine(
            Opener opener,
            Ticker ticker,
            Naming tokens,
            Supplier<RandomGenerator> random,
            NamedGates gates,
            Self self) {
        this.opener = opener;
        this.ticker = ticker;
        this.tokens = tokens;
        this.random = random;
        this.gates = gates;
        this.memories = new Memory.Memories(ticker);
        this.self = self;
    }

    /** The real one. The platform is asked first: where it may not be used, it says so at each call. */
    public static LogEngine system() {
        Platform.current();
        return OfSystem.ENGINE;
    }

    static Records onDisk(Path root) {
        Platform platform = Platform.current();
        return new RecordFiles(
                platform.files(),
                new RecordTree(platform.files(), platform.processes().effectiveUser(), root));
    }

    /** What records on this machine say. */
    public String host() throws Failure {
        return self.identity().host();
    }

    Ticker ticker() {
        return ticker;
    }

    RandomGenerator random() {
        return random.get();
    }

    NamedGates gates() {
        return gates;
    }

    /** Where the lock of a path has its files: beside it, and at the path itself there is nothing. */
    private static Path root(Path path) throws IOException {
        Path directory = Objects.requireNonNull(path.getParent()).toRealPath();
        return RawNames.sibling(directory.resolve(SUFFIX), RawNames.last(path) + SUFFIX);
    }

    /** Makes the directories on the way, and finds out by what name all spellings of a path go. */
    static NamedGates.Name name(Path path) throws IOException {
        NamedGates.Name name = MarkerEngine.name(path);
        return new NamedGates.Name(name.directory(), name.name() + SUFFIX);
    }

    GenerationLog log(Path path, NamedGates.Name name) throws IOException {
        return new GenerationLog(opener.open(root(path)), memories.of(name), tokens);
    }

    /** The log of one who only looks: he leaves no trace, and this JVM remembers nothing of it. */
    GenerationLog unremembered(Path path) throws IOException {
        return new GenerationLog(opener.open(root(path)), new Memory(ticker), tokens);
    }

    Participant participant(GenerationLog log, Terms terms, boolean shared) throws Failure {
        ProcessIdentity identity = self.identity();
        HolderRecord record = new HolderRecord(tokens.next(), identity.pid(), identity.host(), terms.seconds());
        return new Participant(log, ticker, tokens, record, terms, shared);
    }
}
