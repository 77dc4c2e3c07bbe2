package io.portalocker;

import io.portalocker.internal.file.LockPath;
import io.portalocker.internal.slots.Neighbours;
import io.portalocker.internal.slots.SlotHold;
import io.portalocker.internal.slots.SlotKind;
import io.portalocker.internal.slots.Slots;
import io.portalocker.internal.slots.TemporaryDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * A semaphore between processes: at most {@code maximum} permits are held at any time, by whomever on the machine. Python's
 * {@code portalocker.BoundedSemaphore} of the same name, maximum and directory is the same semaphore.
 *
 * <p>A permit is an exclusive lock on one of the files {@code <name>.00.lock}, {@code <name>.01.lock} and so on. Acquiring
 * takes the lowest slot that is free, and gives a permit of its own each time, to the same thread too. A process that dies
 * gives back what it held. The files stay; the directory must exist.
 *
 * <p>All users must count the same number of slots. Where it is found that another does not,
 * {@link LockMismatchException} is thrown instead of a permit: among users of this library that use the semaphore at the
 * same time, which they note in {@code <name>.maximum}; and, on Linux, if somebody holds the first slot that would not exist
 * here. A Python process that counts fewer slots goes unnoticed.
 *
 * <p>Where everybody may write the directory, as the machine's for temporary files, any user of it can take a slot, and be in
 * the way of one by a file of its name. He is named then, with what to do about it, by the exception of whoever finds no
 * slot free; how many slots there are he has no say in: that is a warning in the log, and only this process's user and root
 * are believed.
 *
 * <p>Within a JVM those who wait have their turns in the order of their arrival; between processes it is left to chance.
 * A wait is for all slots at once. Where the closing of files is news (local file systems of Linux) the release of any of
 * the first 64 slots that were found held ends it; their files stay open in this JVM meanwhile, and as long as the permit
 * gained is held. There a slot that is freed without being closed is noticed within 50 ms. Elsewhere, and beyond the 64,
 * every slot is looked at again and again, a few milliseconds apart, so hundreds of slots that are all held cost the waiting
 * processes some time.
 *
 * @param name of the semaphore, the beginning of its files' names
 * @param maximum how many slots there are
 * @param directory where the files are; made absolute
 * @param waiting how {@link #acquire()} waits
 */
public record BoundedSemaphore(String name, int maximum, Path directory, Waiting waiting)
        implements LockBase<BoundedSemaphore, Permit> {

    /** How many slots a message looks into; asking the kernel about one slot means reading its list of all locks. */
    private static final int MOST_SLOTS_NAMED = 8;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name is empty or has a separator of directories or a NUL in it, the maximum is
     *     not positive, or the directory is empty or not of the default file system
     */
    public BoundedSemaphore {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty() || name.chars().anyMatch(c -> c == '/' || c == '\\' || c == 0)) {
            throw new IllegalArgumentException("name cannot begin a file's name: '" + name + "'");
        }
        if (maximum < 1) {
            throw new IllegalArgumentException("maximum is not positive: " + maximum);
        }
        directory = LockPath.check(directory);
        Objects.requireNonNull(waiting, "waiting");
    }

    /**
     * Describes a semaphore in the machine's directory for temporary files, with portalocker's default of five seconds. The
     * directory is the one Python's {@code tempfile.gettempdir} finds: the first of those that {@code TMPDIR}, {@code TEMP}
     * and {@code TMP} name and the usual ones of the system that can be written to. Processes meet only if that leads them
     * to the same place.
     *
     * @param name of the semaphore
     * @param maximum how many slots there are
     * @return the semaphore
     * @throws IllegalArgumentException if the name cannot begin a file's name, or the maximum is not positive
     */
    public static BoundedSemaphore named(String name, int maximum) {
        return new BoundedSemaphore(name, maximum, TemporaryDirectory.find(), Waiting.DEFAULT);
    }

    /**
     * Describes a semaphore that nobody else knows, to be passed on by its {@link #name()}.
     *
     * @param maximum how many slots there are
     * @return the semaphore, called {@code bounded_semaphore.} and a random number
     * @throws IllegalArgumentException if the maximum is not positive
     */
    public static BoundedSemaphore anonymous(int maximum) {
        long random = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
        return named("bounded_semaphore." + random, maximum);
    }

    /**
     * Copies with another directory.
     *
     * @param directory where the files are
     * @return the copy
     * @throws IllegalArgumentException if it is empty or not of the default file system
     */
    public BoundedSemaphore withDirectory(Path directory) {
        return new BoundedSemaphore(name, maximum, directory, waiting);
    }

    @Override
    public BoundedSemaphore withWaiting(Waiting waiting) {
        return new BoundedSemaphore(name, maximum, directory, waiting);
    }

    /**
     * Gives the file of a slot, or the name it would have: numbers from the maximum on are no slots.
     *
     * @param slot its number, from 0
     * @return the file, which need not exist
     * @throws IllegalArgumentException if the number is negative
     */
    public Path slotPath(int slot) {
        LockPath.checkNotNegative("slot", slot);
        return Slots.path(directory, name, slot);
    }

    /** {@return the files of all slots, in the order of their numbers} */
    public List<Path> slotPaths() {
        return IntStream.range(0, maximum).mapToObj(this::slotPath).toList();
    }

    /**
     * Acquires a permit; see {@link LockBase#acquire()}. A thread that holds permits already gets another or waits for one.
     *
     * @throws LockMismatchException if another user was found to count the slots differently
     * @throws LockIOException also if the directory does not exist
     */
    @Override
    public Permit acquire() throws LockException {
        return new Permit(Acquiring.acquire(this, kind()));
    }

    /**
     * Acquires a permit within a time; see {@link LockBase#tryAcquire(Duration)}.
     *
     * @throws LockMismatchException if another user was found to count the slots differently
     * @throws LockIOException also if the directory does not exist
     */
    @Override
    public Optional<Permit> tryAcquire(Duration timeout) throws LockException {
        SlotHold hold = Acquiring.tryAcquire(this, kind(), timeout);
        return hold == null ? Optional.empty() : Optional.of(new Permit(hold));
    }

    /**
     * Lists who seems to hold the first few slots.
     *
     * @return the holders, empty where that is not known
     */
    @Override
    public List<LockHolder> holders() {
        return IntStream.range(0, Math.min(MOST_SLOTS_NAMED, maximum))
                .mapToObj(this::slotPath)
                .flatMap(path -> Holders.quietly(path).stream())
                .toList();
    }

    String advice(List<LockHolder> holders) {
        return new Neighbours(directory)
                .advice(
                        IntStream.range(0, Math.min(MOST_SLOTS_NAMED, maximum))
                                .mapToObj(this::slotPath)
                                .toList(),
                        holders.stream().map(LockHolder::pid).toList());
    }

    private SlotKind kind() {
        Slots slots = new Slots(name, maximum, directory, path -> Holders.words(Holders.quietly(path)));
        return new SlotKind(slots, Acquiring.interval(waiting));
    }
}
