package io.portalocker.internal.sys.linux;

import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code /proc/locks} calls a file: {@code 08:01:131090}, the device of its file system in hexadecimal, and its inode
 * there. On overlayfs and btrfs that is not what {@code stat} says; {@code /proc/self/fdinfo} tells the inode (since Linux
 * 5.14) and the mount, {@code /proc/self/mountinfo} the device of the mount.
 */
final class KernelName {

    private KernelName() {}

    static String of(Path path, FileStatus file) {
        return ofMount(path)
                .orElseGet(() -> name(file.device() >>> Integer.SIZE, file.device() & 0xFFFFFFFFL, file.inode()));
    }

    private static String name(long major, long minor, long inode) {
        return String.format("%02x:%02x:%d", major, minor, inode);
    }

    private static Optional<String> ofMount(Path path) {
        try {
            PlatformFiles files = new PlatformFiles();
            long pin = files.open(path, OpenFlags.PIN, 0);
            try {
                return ofDescriptor(pin);
            } finally {
                files.close(pin);
            }
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> ofDescriptor(long descriptor) {
        return of(lines("/proc/self/fdinfo/" + descriptor), lines("/proc/self/mountinfo"));
    }

    /** Empty also if another program has put {@code /proc} together, and says something else there. */
    static Optional<String> of(List<String> info, List<String> mounts) {
        try {
            Optional<Long> inode = field(info, "ino:").map(Long::parseLong);
            return field(info, "mnt_id:")
                    .flatMap(mount -> device(mounts, mount))
                    .flatMap(device -> inode.map(number -> name(device[0], device[1], number)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findAny();
    }

    /** A line begins with {@code 36 35 98:0}: the mount, the one it is on, the device. */
    private static Optional<long[]> device(List<String> mounts, String mount) {
        return mounts.stream()
                .map(line -> line.split(" ", 4))
                .filter(fields -> fields.length == 4 && fields[0].equals(mount))
                .map(fields -> fields[2].split(":", 2))
                .filter(device -> device.length == 2)
                .map(device -> new long[] {Long.parseLong(device[0]), Long.parseLong(device[1])})
                .findAny();
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }
}
