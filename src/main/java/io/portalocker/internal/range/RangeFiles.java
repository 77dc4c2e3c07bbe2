package io.portalocker.internal.range;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.file.Access;
import io.portalocker.internal.file.FileOpener;
import io.portalocker.internal.file.LockFiles;
import io.portalocker.internal.file.OpenFile;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Gates;
import io.portalocker.internal.wait.LateClose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files that this JVM read- or write-locks, or waits for, by their identity. */
public final class RangeFiles {

    public static final RangeFiles OF_JVM = new RangeFiles(null);

    /** Best first: a lock of the description survives what others do to the file in this process. */
    private static final List<Mechanism> PREFERENCE = List.of(Mechanism.OFD, Mechanism.LOCK_FILE_EX, Mechanism.LOCKF);

    private final @Nullable Mechanism forced;

    record Identity(long device, long inode) {}

    /** Guarded by itself. */
    private final Map<Identity, RangeFile> files = new HashMap<>();

    /** Separate files with one mechanism, for tests of what another system has; null for this system's best. */
    public RangeFiles(@Nullable Mechanism forced) {
        this.forced = forced;
    }

    /** Refers to the file at a path, which is created empty if it is absent; to be given to {@link #dereference} once. */
    RangeFile reference(Path path) throws IOException {
        RangeFile known = known(path);
        if (known != null) {
            return known;
        }
        Platform platform = Platform.current();
        Mechanism mechanism = mechanism(platform);
        OpenFile opened = open(path);
        synchronized (files) {
            Identity identity = new Identity(opened.device(), opened.inode());
            RangeFile first = files.get(identity);
            if (first != null) {
                first.keep(opened);
                return first.refer();
            }
            RangeFile made = new RangeFile(
                    opened,
                    new ByteRanges(platform.locks(), mechanism, opened.descriptor()),
                    Gates.OF_JVM.reference(opened.device(), opened.inode()));
            boolean begun = false;
            try {
                made.begin();
                begun = true;
            } finally {
                if (!begun) {
                    Gates.OF_JVM.dereference(made.gate());
                    LateClose.quietly(opened);
                }
            }
            files.put(identity, made);
            return made.refer();
        }
    }

    private @Nullable RangeFile known(Path path) throws IOException {
        Optional<FileStatus> status = LockFiles.status(path);
        if (status.isEmpty()) {
            return null;
        }
        synchronized (files) {
            RangeFile known =
                    files.get(new Identity(status.get().device(), status.get().inode()));
            return known == null ? null : known.refer();
        }
    }

    /** A file one may only read can be read-locked still. */
    private static OpenFile open(Path path) throws Failure {
        try {
            return FileOpener.open(path, Access.READ_APPEND);
        } catch (Failure e) {
            if (!isNotForWriting(e)) {
                throw e;
            }
            try {
                return FileOpener.open(path, Access.READ);
            } catch (Failure unreadable) {
                e.addSuppressed(unreadable);
                throw e;
            }
        }
    }

    private static boolean isNotForWriting(Failure failure) {
        return failure.getCause() instanceof SysException e
                && (e.kind() == ErrorKind.ACCESS_DENIED || e.kind() == ErrorKind.READ_ONLY);
    }

    private Mechanism mechanism(Platform platform) throws Refusal {
        if (forced != null) {
            return forced;
        }
        Set<Mechanism> present = platform.locks().mechanisms();
        for (Mechanism mechanism : PREFERENCE) {
            if (present.contains(mechanism)) {
                return mechanism;
            }
        }
        throw Refusal.unsupported(platform.name() + " has no locks of byte ranges");
    }

    /** Gives up a reference. Closed in here: a file that another thread has just opened must not lose its locks to it. */
    void dereference(RangeFile file) {
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
