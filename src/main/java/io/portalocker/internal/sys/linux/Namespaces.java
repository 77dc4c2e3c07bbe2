package io.portalocker.internal.sys.linux;

import io.portalocker.internal.sys.ProcessCalls;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a container sees of processes otherwise than its machine does: their pids, and the time they started. The rules
 * are those of Python's filelock 4.2.
 */
final class Namespaces {

    private static final Path PROC = Path.of("/proc");
    private static final Path OWN = PROC.resolve("self");

    /** The inodes of the first namespaces are part of the kernel's interface: {@code linux/proc_ns.h}. */
    private static final long FIRST_OF_PIDS = 0xEFFFFFFCL;

    private static final long FIRST_OF_TIME = 0xEFFFFFFAL;

    /** By the clock's name, and before Linux 5.8 by its number. */
    private static final Pattern NO_OFFSET = Pattern.compile("(?m)^\\s*(?:boottime|7)\\s+0\\s+0\\s*$");

    private Namespaces() {}

    /** A sandbox that hides it leaves the process without a way to tell; it counts itself to the machine then. */
    static OptionalLong ofPids() {
        try {
            long inode = inode("pid");
            return inode == FIRST_OF_PIDS ? OptionalLong.empty() : OptionalLong.of(inode);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Whether start times read by this process are not those that others read: the kernel adds the reader's offset. */
    static boolean isClockShifted() {
        long inode;
        try {
            inode = inode("time");
        } catch (NoSuchFileException noSuchNamespaces) {
            return false;
        } catch (IOException hidden) {
            return true;
        }
        return inode != FIRST_OF_TIME && !hasNoOffset(inode);
    }

    /** The offsets to be read are those of the children's namespace, which need not be this process's own. */
    private static boolean hasNoOffset(long namespace) {
        try {
            return inode("time_for_children") == namespace
                    && NO_OFFSET.matcher(text(OWN.resolve("timens_offsets"))).find();
        } catch (IOException e) {
            return false;
        }
    }

    private static long inode(String namespace) throws IOException {
        return (Long) Files.getAttribute(OWN.resolve("ns").resolve(namespace), "unix:ino");
    }

    /** A {@code /proc} that cannot be listed proves nothing. */
    static boolean runsElsewhere(long pid, BigInteger start) {
        StartTimes times = StartTimes.read();
        if (!times.mayContain(start)) {
            return false;
        }
        boolean comparable = !isClockShifted();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                long number = number(process);
                if (number > 0
                        && number != pid
                        && (!comparable
                                || times.token(number)
                                        .filter(token -> ProcessCalls.isSameStart(token, start))
                                        .isPresent())
                        && innermostPid(process) == pid) {
                    return true;
                }
            }
            return false;
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return false;
        }
    }

    private static long number(Path process) {
        try {
            return Long.parseLong(process.getFileName().toString());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The last of the numbers that a process has in the namespaces that contain it; 0 if it is gone. */
    private static long innermostPid(Path process) {
        try {
            // A process names itself, and its name may contain any other line end.
            for (String line : text(process.resolve("status")).split("\n", -1)) {
                if (line.startsWith("NSpid:")) {
                    return Long.parseLong(line.substring(line.lastIndexOf('\t') + 1));
                }
            }
            return 0;
        } catch (IOException | NumberFormatException gone) {
            return 0;
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
