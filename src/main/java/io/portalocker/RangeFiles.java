package io.portalocker;

import io.portalocker.internal.range.ByteRanges;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Gates;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files that this JVM read- or write-locks, or waits for, by their identity. */
final class RangeFiles {

    static final RangeFiles OF_JVM = new RangeFiles();

    /** Best first: a lock of the description survives what others do to the file in this process. */
    private static final List<Mechanism> PREFERENCE = List.of(Mechanism.OFD, Mechanism.LOCK_FILE_EX, Mechanism.LOCKF);

    private final @Nullable Mechanism forced;

    private record Identity(long device, long inode) {}

    /** Guarded by itself. */
    private final Map<Identity, RangeFile> files = new HashMap<>();

    private RangeFiles() {
        this.forced = null;
    }

    /** Separate files with one mechanism, for tests of what another system has. */
    RangeFiles(Mechanism forced) {
        this.forced = forced;
    }

    /**
     * Refers to the file at a path, which is created empty if it is absent.
     *
     * @return the file, to be given to {@link #dereference} once
     */
    RangeFile reference(Path path) throws LockException {
        Platform platform = Platform.current();
        RangeFile known = known(platform, path);
        if (known != null) {
            return known;
        }
        Mechanism mechanism = mechanism(platform);
        LockableFile opened = open(path);
        synchronized (files) {
            Identity identity = new Identity(opened.device(), opened.inode());
            RangeFile first = files.get(identity);
            if (first != null) {
                first.keep(opened);
                return first.refer();
            }
            RangeFile made = new RangeFile(
                    opened,
                    new ByteRanges(platform.locks(), mechanism, opened.number()),
                    Gates.OF_JVM.reference(opened.device(), opened.inode()));
            made.begin();
            files.put(identity, made);
            return made.refer();
        }
    }

    private @Nullable RangeFile known(Platform platform, Path path) throws LockException {
        try {
            FileStatus status = platform.files().status(path);
            synchronized (files) {
                RangeFile known = files.get(new Identity(status.device(), status.inode()));
                return known == null ? null : known.refer();
            }
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return null;
            }
            throw Failures.io(path.toString(), "examine", e);
        }
    }

    /** A file one may only read can be read-locked still. */
    private static LockableFile open(Path path) throws LockException {
        try {
            return LockableFile.open(path, OpenMode.A_PLUS);
        } catch (LockIOException e) {
            if (!(e.getCause() instanceof AccessDeniedException)) {
                throw e;
            }
            try {
                return LockableFile.open(path, OpenMode.R);
            } catch (LockIOException unreadable) {
                e.addSuppressed(unreadable);
                throw e;
            }
        }
    }

    private Mechanism mechanism(Platform platform) throws LockUnsupportedException {
        if (forced != null) {
            return forced;
        }
        Set<Mechanism> present = platform.locks().mechanisms();
        return PREFERENCE.stream()
                .filter(present::contains)
                .findFirst()
                .orElseThrow(() -> new LockUnsupportedException(platform.name() + " has no locks of byte ranges"));
    }

    /** Gives up a reference. Closed in here: a file that another thread has just opened must not lose its locks to it. */
    void dereference(RangeFile file) throws LockException {
        synchronized (files) {
            if (!file.dropReference()) {
                return;
            }
            files.remove(new Identity(file.file().device(), file.file().inode()));
            try {
                file.end();
            } finally {
                Gates.OF_JVM.dereference(file.gate());
            }
        }
    }
}
