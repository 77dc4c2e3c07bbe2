package io.portalocker.faults;

import io.portalocker.internal.sys.linux.Faults.Fault;
import io.portalocker.internal.sys.linux.Faults.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The errors that the manual of Linux lists for each call, less those of a caller that passes wrong pointers or numbers
 * (EFAULT), and less lies about the one thing that the call is there to tell: that a living process is gone (ESRCH), that a
 * name is gone which is not (ENOENT and ENOTDIR, of removing; they are left after the removal instead), that a watch is
 * gone (inotify_rm_watch). What moves bytes says how many once it took effect, and opening is interrupted before it has any.
 */
final class ManPages {

    private static final Set<String> DONE = Set.of("ENOENT", "ENOTDIR");

    private static final Map<String, String> ERRORS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "open",
                    "EACCES EBUSY EDQUOT EEXIST EFBIG EINTR EINVAL EIO EISDIR ELOOP EMFILE ENAMETOOLONG ENFILE ENODEV"
                            + " ENOENT ENOMEM ENOSPC ENOTDIR ENXIO EOPNOTSUPP EOVERFLOW EPERM EROFS ESTALE ETXTBSY"
                            + " EAGAIN"),
            Map.entry("openat", "EACCES EBADF EINTR EIO ELOOP EMFILE ENFILE ENOENT ENOMEM ENOTDIR EPERM ESTALE"),
            Map.entry("close", "EBADF EINTR EIO ENOSPC EDQUOT"),
            Map.entry("flock (try)", "EBADF EINTR EINVAL ENOLCK EAGAIN EIO EOPNOTSUPP"),
            Map.entry("flock (wait)", "EBADF EINTR EINVAL ENOLCK EDEADLK EIO"),
            Map.entry("flock (unlock)", "EBADF EINTR EINVAL ENOLCK EIO"),
            Map.entry("fcntl (try)", "EACCES EAGAIN EBADF EINTR EINVAL ENOLCK EIO"),
            Map.entry("fcntl (wait)", "EBADF EDEADLK EINTR EINVAL ENOLCK EIO"),
            Map.entry("fcntl (unlock)", "EBADF EINTR EINVAL ENOLCK EIO"),
            Map.entry("read", "EAGAIN EBADF EINTR EINVAL EIO EISDIR ESTALE"),
            Map.entry("pread", "EAGAIN EBADF EINTR EINVAL EIO EISDIR ENXIO EOVERFLOW ESPIPE ESTALE"),
            Map.entry("write", "EAGAIN EBADF EDQUOT EFBIG EINTR EINVAL EIO ENOSPC EPERM EPIPE"),
            Map.entry("pwrite", "EAGAIN EBADF EDQUOT EFBIG EINTR EINVAL EIO ENOSPC EPERM ENXIO EOVERFLOW ESPIPE"),
            Map.entry("lseek", "EBADF EINVAL ENXIO EOVERFLOW ESPIPE"),
            Map.entry("ftruncate", "EBADF EFBIG EINTR EINVAL EIO EISDIR EPERM EROFS ETXTBSY"),
            Map.entry("fsync", "EBADF EDQUOT EINTR EINVAL EIO ENOSPC EROFS"),
            Map.entry("fdatasync", "EBADF EDQUOT EINTR EINVAL EIO ENOSPC EROFS"),
            Map.entry("fchmod", "EBADF EIO EOPNOTSUPP EPERM EROFS"),
            Map.entry("fchown", "EBADF EIO EPERM EROFS EINVAL"),
            Map.entry("futimens", "EACCES EBADF EINVAL EPERM EROFS"),
            Map.entry(
                    "linkat",
                    "EACCES EDQUOT EEXIST EINTR EIO ELOOP EMLINK ENAMETOOLONG ENOENT ENOMEM ENOSPC ENOTDIR EPERM"
                            + " EROFS EXDEV"),
            Map.entry("unlinkat", "EACCES EBUSY EINTR EIO EISDIR ELOOP ENAMETOOLONG ENOENT ENOMEM ENOTDIR EPERM EROFS"),
            Map.entry(
                    "renameat",
                    "EACCES EBUSY EDQUOT EINTR EINVAL EIO EISDIR ELOOP EMLINK ENAMETOOLONG ENOENT ENOMEM ENOSPC"
                            + " ENOTDIR EPERM EROFS EXDEV"),
            Map.entry(
                    "renameat2", "EACCES EBUSY EINTR EINVAL EIO ELOOP ENOENT ENOMEM ENOSYS ENOTDIR EPERM EROFS EXDEV"),
            Map.entry("mkdirat", "EACCES EDQUOT EEXIST EINTR ELOOP EMLINK ENOENT ENOMEM ENOSPC ENOTDIR EPERM EROFS"),
            Map.entry("statx", "EACCES EBADF EINTR EINVAL EIO ELOOP ENOENT ENOMEM ENOTDIR ESTALE"),
            Map.entry("getdents64", "EBADF EINVAL EIO ENOENT ENOTDIR"),
            Map.entry("fstatfs", "EBADF EINTR EIO ENOMEM ENOSYS EOVERFLOW"),
            Map.entry("kill", "EPERM"),
            Map.entry("gethostname", "EINVAL ENAMETOOLONG EPERM"),
            Map.entry("lgetxattr", "E2BIG ENODATA EOPNOTSUPP EACCES EIO"),
            Map.entry("fsetxattr", "EDQUOT ENOSPC EOPNOTSUPP EPERM EACCES EIO"),
            Map.entry("fremovexattr", "ENODATA EOPNOTSUPP EACCES EPERM EIO"),
            Map.entry("poll", "EINTR EINVAL ENOMEM"),
            Map.entry("inotify_init1", "EINVAL EMFILE ENFILE ENOMEM"),
            Map.entry("inotify_add_watch", "EACCES EBADF EINVAL ENOENT ENOMEM ENOSPC ENOTDIR"),
            Map.entry("sigaction", "EINVAL"),
            Map.entry("pthread_kill", "EAGAIN"),
            Map.entry("pthread_sigmask", "EINVAL")));

    private static final Set<String> REMOVING = Set.of("unlinkat", "renameat");
    private static final Set<String> MOVES_BYTES = Set.of("read", "pread", "write", "pwrite");

    /** Whose manual lists EINTR, and which can have done their work by then. */
    private static final Set<String> TAKES_EFFECT = Set.of(
            "flock (try)",
            "flock (wait)",
            "flock (unlock)",
            "fcntl (try)",
            "fcntl (wait)",
            "fcntl (unlock)",
            "close",
            "ftruncate",
            "fsync",
            "fdatasync",
            "fstatfs",
            "statx");

    private ManPages() {}

    /** {@return the errors of a call, in a line} */
    static Map<String, String> errors() {
        return ERRORS;
    }

    /** {@return all that can happen to one call} */
    static List<Fault> faults(String call, int occurrence) {
        List<Fault> faults = new ArrayList<>();
        for (String error : ERRORS.getOrDefault(call, "").split(" ", -1)) {
            if (!error.isEmpty()) {
                Way way = REMOVING.contains(call) && DONE.contains(error) ? Way.FAILS_AFTERWARDS : Way.FAILS;
                faults.add(new Fault(call, occurrence, way, error));
                if (error.equals("EINTR") && TAKES_EFFECT.contains(call)) {
                    faults.add(new Fault(call, occurrence, Way.FAILS_AFTERWARDS, error));
                }
            }
        }
        if (MOVES_BYTES.contains(call)) {
            faults.add(new Fault(call, occurrence, Way.SHORT, ""));
        }
        faults.add(new Fault(call, occurrence, Way.INTERRUPTED_BEFORE, ""));
        faults.add(new Fault(call, occurrence, Way.INTERRUPTED_AFTERWARDS, ""));
        faults.add(new Fault(call, occurrence, Way.THROWS, ""));
        return faults;
    }
}
