package io.portalocker.internal.command;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.LockWait;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is locked while a command runs, as flock(1) does it: a file, a directory, a device or what a symbolic link leads to,
 * or a descriptor that was inherited. The lock belongs to the open file description, which the command inherits: it lives as
 * long as the command and whatever that started.
 */
public final class LockTarget {

    /** The longest pause between two attempts where the kernel tells no release. */
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    private final Platform platform = Platform.current();
    private final Word name;
    private final Mechanism mechanism;
    private final boolean shared;

    /** Null for an inherited descriptor. */
    private final @Nullable Path path;

    private boolean writes;
    private long descriptor;

    private LockTarget(Word name, @Nullable Path path, Mechanism mechanism, boolean shared) {
        this.name = name;
        this.path = path;
        this.mechanism = mechanism;
        this.shared = shared;
        // An exclusive record lock needs a descriptor that writes; everything else does with one that reads.
        writes = !shared && mechanism != Mechanism.FLOCK;
    }

    /**
     * Opens a file, created if absent. {@code locker}: {@code flock}, {@code lockf} or {@code ofd}; if empty, what the
     * platform's other programs use.
     */
    public static LockTarget open(Word name, String locker, boolean shared) throws CommandException {
        LockTarget target = new LockTarget(name, name.path(), mechanism(locker), shared);
        target.descriptor = target.opened();
        return target;
    }

    /** Takes a descriptor that was inherited. */
    public static LockTarget ofDescriptor(Word number, String locker, boolean shared) throws CommandException {
        LockTarget target = new LockTarget(number, null, mechanism(locker), shared);
        target.descriptor = Long.parseLong(number.raw());
        if (OwnDescriptors.isOurs(target.descriptor)) {
            throw new CommandException(
                    Reason.DATA,
                    "descriptor " + number + " is not open: let the shell open it, as in " + number + ">FILE");
        }
        return target;
    }

    private static Mechanism mechanism(String locker) {
        return switch (locker) {
            case "" -> Platform.current().locks().preferred();
            case "flock" -> Mechanism.FLOCK;
            case "lockf" -> Mechanism.LOCKF;
            case "ofd" -> Mechanism.OFD;
            default -> throw new IllegalArgumentException("unknown locker '" + locker + "'");
        };
    }

    public long descriptor() {
        return descriptor;
    }

    /** Acquires the lock if nobody has it. */
    public boolean tryAcquire() throws CommandException, InterruptedException {
        return acquire(Deadline.after(Duration.ZERO, Ticker.SYSTEM));
    }

    /** Acquires the lock before the deadline, of a file that is still what its name leads to. */
    public boolean acquire(Deadline deadline) throws CommandException, InterruptedException {
        try {
            while (lock(deadline)) {
                if (path == null || isAtPath(path)) {
                    return true;
                }
                platform.files().close(descriptor);
                descriptor = opened();
            }
            return false;
        } catch (CommandException e) {
            throw e;
        } catch (IOException e) {
            throw new CommandException(Reason.of(e), "cannot lock " + described() + ": " + e.getMessage());
        }
    }

    /** Frees the lock of the description, whoever took it. */
    public void unlock() throws CommandException {
        try {
            platform.locks().unlock(mechanism, descriptor);
        } catch (SysException e) {
            throw new CommandException(Reason.of(e), "cannot unlock " + described() + ": " + e.getMessage(), e);
        }
    }

    /** Keeps the descriptor from what is started. */
    public void keep() throws CommandException {
        try {
            platform.programs().inherit(descriptor, false);
        } catch (SysException e) {
            throw new CommandException(Reason.SYSTEM, e.getMessage() + "", e);
        }
    }

    private boolean lock(Deadline deadline) throws IOException, InterruptedException {
        try {
            return tryLock() || (!deadline.isImmediate() && await(deadline));
        } catch (SysException e) {
            // NFS turns an exclusive flock into a record lock, which such a descriptor cannot take: as flock(1), open
            // again.
            if (e.kind() != ErrorKind.BAD_DESCRIPTOR || path == null || writes || shared) {
                throw e;
            }
            platform.files().close(descriptor);
            writes = true;
            descriptor = opened();
            return tryLock() || (!deadline.isImmediate() && await(deadline));
        }
    }

    private boolean tryLock() throws SysException {
        return platform.locks().tryLock(mechanism, descriptor, shared);
    }

    private boolean await(Deadline deadline) throws IOException, InterruptedException {
        return LockWait.ofJvm().await(mechanism, descriptor, shared, deadline, INTERVAL);
    }

    private long opened() throws CommandException {
        Path file = java.util.Objects.requireNonNull(path);
        try {
            try {
                return platform.programs().open(file, writes, true);
            } catch (SysException e) {
                // Linux refuses to create what is a directory, and no directory is opened for writing.
                if (e.kind() != ErrorKind.IS_DIRECTORY) {
                    throw e;
                }
                return platform.programs().open(file, false, false);
            }
        } catch (SysException e) {
            Reason reason = Reason.of(e);
            throw new CommandException(
                    reason == Reason.DATA ? Reason.NO_INPUT : reason, "cannot open '" + name + "': " + hint(e), e);
        }
    }

    private String hint(SysException e) {
        return e.getMessage()
                + switch (e.symbol()) {
                    case "ENOENT" ->
                        name.isEmpty()
                                ? "; the name is empty: is a variable of the shell not set?"
                                : "; its directory does not exist, and is not created: mkdir -p " + directory();
                    case "ENAMETOOLONG" -> "; most file systems allow names of 255 bytes";
                    case "EACCES" -> "; permission denied";
                    default -> "";
                };
    }

    private String directory() {
        String raw = name.raw();
        return Quoted.word(new Word(raw.substring(0, Math.max(0, raw.lastIndexOf('/')))));
    }

    /** Whether the name, or the link of that name, still leads to what was locked. */
    private boolean isAtPath(Path file) throws IOException {
        FileStatus status = platform.files().status(descriptor);
        if (platform.files().isAt(file, status.device(), status.inode())) {
            return true;
        }
        return Files.isSymbolicLink(file) && platform.files().isAt(file.toRealPath(), status.device(), status.inode());
    }

    private String described() {
        return path == null ? "descriptor " + name : "'" + name + "'";
    }
}
