package io.portalocker.internal.sys.linux;

import io.portalocker.internal.sys.LockOwner;
import io.portalocker.internal.sys.Mechanism;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kernel's list of locks. A line is {@code 1: FLOCK ADVISORY WRITE 4711 08:01:131090 0 EOF}; one with an arrow behind
 * the number waits for the lock above it. A lock of an open file description has no owner there ({@code -1}): it is found
 * among the descriptors of every process, as far as they can be read.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_locks.5.html">proc_locks(5)</a>
 */
final class ProcLocks {

    private static final Path PROC = Path.of("/proc");

    private ProcLocks() {}

    static List<LockOwner> owners(String name) {
        return owners(lines(PROC.resolve("locks")), name);
    }

    static List<LockOwner> owners(List<String> lines, String name) {
        List<LockOwner> owners = new ArrayList<>();
        boolean anonymous = false;
        for (String line : lines) {
            String[] fields = fields(line, name);
            if (isHeld(fields, name)) {
                long pid = pid(fields);
                if (pid > 0) {
                    owners.add(new LockOwner(pid, isShared(fields), mechanism(fields)));
                }
                anonymous |= pid < 0;
            }
        }
        if (anonymous) {
            addDescriptorOwners(name, owners);
        }
        return owners.stream().distinct().toList();
    }

    /** A waiter's line has one field more, the arrow. One that waits for a lock of an open file description has no number. */
    static List<LockOwner> waiters(String name) {
        return waiters(lines(PROC.resolve("locks")), name);
    }

    static List<LockOwner> waiters(List<String> lines, String name) {
        List<LockOwner> waiters = new ArrayList<>();
        for (String line : lines) {
            String[] fields = fields(line.replaceFirst("-> ", ""), name);
            if (line.contains("-> ") && isHeld(fields, name)) {
                waiters.add(new LockOwner(Math.max(0, pid(fields)), isShared(fields), mechanism(fields)));
            }
        }
        return waiters;
    }

    private static void addDescriptorOwners(String name, List<LockOwner> owners) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path process : processes) {
                long pid = number(process.getFileName().toString());
                ofProcess(process, name)
                        .filter(fields -> fields[1].startsWith("OFD"))
                        .forEach(fields -> owners.add(new LockOwner(pid, isShared(fields), Mechanism.OFD)));
            }
        } catch (IOException | DirectoryIteratorException e) {
            // The processes cannot be listed: the owner stays unknown.
        }
    }

    /** The lines of {@code /proc/PID/fdinfo/FD} that begin with {@code lock:} have the same fields behind that word. */
    private static Stream<String[]> ofProcess(Path process, String name) {
        List<String[]> found = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fdinfo"))) {
            for (Path descriptor : descriptors) {
                for (String line : lines(descriptor)) {
                    if (line.startsWith("lock:")) {
                        String[] fields = fields(line.substring("lock:".length()), name);
                        if (isHeld(fields, name)) {
                            found.add(fields);
                        }
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Gone, or of another user.
        }
        return found.stream();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The fields of a line about the file; a machine may have thousands about others, which are not taken apart. */
    private static String[] fields(String line, String name) {
        return line.contains(name) ? line.strip().split("\\s+", -1) : new String[0];
    }

    private static boolean isHeld(String[] fields, String name) {
        return fields.length >= 6 && !fields[1].equals("->") && fields[5].equals(name);
    }

    /** Zero for what is none: a container's {@code /proc} may be put together by another program. */
    private static long pid(String... fields) {
        return number(fields[4]);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isShared(String[] fields) {
        return fields[3].equals("READ");
    }

    private static Mechanism mechanism(String[] fields) {
        return switch (fields[1]) {
            case "FLOCK" -> Mechanism.FLOCK;
            case "POSIX" -> Mechanism.LOCKF;
            default -> Mechanism.OFD;
        };
    }
}
