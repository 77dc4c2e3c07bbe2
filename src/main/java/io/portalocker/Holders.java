package io.portalocker;

import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.LockOwner;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts names to the processes that the kernel says hold a file. */
final class Holders {

    private Holders() {}

    static List<LockHolder> of(Path path) throws LockException {
        try {
            Platform platform = Platform.current();
            FileStatus status = platform.files().status(path);
            return platform.processes().lockOwners(path, status).stream()
                    .map(Holders::describe)
                    .toList();
        } catch (SysException e) {
            throw Failures.io(path.toString(), "examine", e);
        }
    }

    /** As {@link #of}, for messages: one that cannot be completed is given as it is. */
    static List<LockHolder> quietly(Path path) {
        try {
            return of(path);
        } catch (LockException e) {
            return List.of();
        }
    }

    /** Several holders in a line; empty if there are none. */
    static String words(List<LockHolder> holders) {
        return String.join("; ", holders.stream().map(LockHolder::toString).toList());
    }

    /** What can be told of a process that is said to hold a lock. */
    static LockHolder describe(long pid, boolean shared) {
        Optional<ProcessHandle.Info> info = ProcessHandle.of(pid).map(ProcessHandle::info);
        String command = info.flatMap(i -> i.commandLine().or(i::command)).orElse("");
        Instant started = info.flatMap(ProcessHandle.Info::startInstant).orElse(Instant.EPOCH);
        return new LockHolder(pid, command, started, shared);
    }

    private static LockHolder describe(LockOwner owner) {
        return describe(owner.pid(), owner.shared());
    }
}
