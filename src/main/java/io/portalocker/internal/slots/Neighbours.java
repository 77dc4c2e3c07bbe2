package io.portalocker.internal.slots;

import io.portalocker.internal.file.LockFiles;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.LockOwner;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who else may be at a semaphore's files. Where everybody may write the directory, as that for temporary files, anybody can
 * put a file under each of their names and lock it, or lock a file of ours. What he holds he holds, but what he says of the
 * semaphore is no reason to refuse it to its users: those are of this process's user, or root.
 *
 * <p>Only Linux tells whose a lock is. Elsewhere, and in a directory that not everybody may write, all are users.
 */
public record Neighbours(Path directory) {

    private static final int EVERYBODY_WRITES = 0002;
    private static final int ROOT = 0;

    private static final Path PROCESSES = Path.of("/proc");

    /** Whether what somebody has locked is locked by a user, another process than this. */
    boolean isUsed(Path file) throws IOException {
        if (!isOpen()) {
            return true;
        }
        Optional<FileStatus> status = LockFiles.status(file);
        if (status.isEmpty()) {
            return false;
        }
        List<LockOwner> owners = Platform.current().processes().lockOwners(file, status.get());
        long self = ProcessHandle.current().pid();
        return owners.stream().anyMatch(owner -> owner.pid() != self && isUser(userOf(owner.pid())));
    }

    /** Whether what a file says is a user's word: nobody else could write it. */
    boolean isWritten(FileStatus file) throws IOException {
        return !isOpen() || (isUser(OptionalInt.of(file.owner())) && (file.permissions() & EVERYBODY_WRITES) == 0);
    }

    /** Whether a slot that cannot be used is in the way by a stranger's doing. */
    boolean isPlanted(Path slot) {
        try {
            return isOpen()
                    && LockFiles.status(slot)
                            .filter(status -> !isUser(OptionalInt.of(status.owner())))
                            .isPresent();
        } catch (IOException unknown) {
            return false;
        }
    }

    /** What can be done about strangers at some slots, of which these processes hold some; empty without strangers. */
    public String advice(List<Path> slots, List<Long> holders) {
        StringBuilder advice = new StringBuilder();
        try {
            if (!isOpen()) {
                return "";
            }
            for (Path slot : slots) {
                if (isPlanted(slot)) {
                    advice.append("; '").append(slot).append("' belongs to ").append(described(ownerOf(slot)));
                }
            }
            for (long pid : holders) {
                OptionalInt user = userOf(pid);
                if (!isUser(user)) {
                    advice.append("; pid ").append(pid).append(" belongs to ").append(described(user));
                }
            }
        } catch (IOException unknown) {
            return "";
        }
        return advice.isEmpty() ? "" : advice.append(remedy()).toString();
    }

    /** Says what to do about a stranger. */
    String remedy() {
        return ": everybody may write '" + directory
                + "', so use a directory of the semaphore's users only, or have the other user's files and processes"
                + " removed";
    }

    private static String described(OptionalInt user) {
        return user.isPresent() ? "another user (" + user.getAsInt() + ")" : "an unknown user";
    }

    /** Whether strangers can be there, and told from users. */
    private boolean isOpen() throws IOException {
        return Platform.current().processes().tellsLockOwners()
                && LockFiles.status(directory.toRealPath())
                        .filter(status -> (status.permissions() & EVERYBODY_WRITES) != 0)
                        .isPresent();
    }

    private static boolean isUser(OptionalInt user) {
        return user.isPresent()
                && (user.getAsInt() == ROOT
                        || user.getAsInt() == Platform.current().processes().effectiveUser());
    }

    private static OptionalInt ownerOf(Path path) throws IOException {
        return LockFiles.status(path)
                .map(status -> OptionalInt.of(status.owner()))
                .orElse(OptionalInt.empty());
    }

    private static OptionalInt userOf(long pid) {
        try {
            return OptionalInt.of(Platform.current()
                    .files()
                    .status(PROCESSES.resolve(Long.toString(pid)))
                    .owner());
        } catch (SysException hidden) {
            return OptionalInt.empty();
        }
    }
}
