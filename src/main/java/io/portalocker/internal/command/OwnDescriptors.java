package io.portalocker.internal.command;

import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The descriptors of this process, where {@code /proc} lists them. Those that were inherited are the command's too; the JVM's
 * own are not, and it leaves its file of modules open across exec.
 */
public final class OwnDescriptors {

    private static final Path ALL = Path.of("/proc/self/fd");

    /** Standard input, output and error. */
    private static final int STANDARD = 3;

    private OwnDescriptors() {}

    static boolean isOurs(long descriptor) {
        try {
            Path target = Files.readSymbolicLink(ALL.resolve(Long.toString(descriptor)));
            return target.startsWith(System.getProperty("java.home", ""));
        } catch (IOException e) {
            return false;
        }
    }

    /** Has those of the JVM end with it. It opened them before anything else, so they have the lowest free numbers. */
    static void keepOurs(long highest) throws SysException {
        for (long descriptor = STANDARD; descriptor < highest; descriptor++) {
            if (isOurs(descriptor)) {
                Platform.current().programs().inherit(descriptor, false);
            }
        }
    }

    /** {@return the numbers that are open now} */
    public static Set<Long> open() {
        Set<Long> open = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(ALL)) {
            for (Path descriptor : descriptors) {
                open.add(Long.parseLong(descriptor.getFileName().toString()));
            }
        } catch (IOException e) {
            // No such list on this system.
        }
        // Its own descriptor was among them, and the next file that is opened gets that number.
        open.removeIf(descriptor -> !Files.exists(ALL.resolve(descriptor.toString()), LinkOption.NOFOLLOW_LINKS));
        return open;
    }

    /**
     * Lets the command inherit the files that were opened since: the lock that was taken meanwhile is one of them, and lives
     * as long as the command then, also if this process is killed.
     */
    public static void inheritSince(Set<Long> before) {
        for (long descriptor : open()) {
            try {
                if (!before.contains(descriptor) && isFile(descriptor) && !isOurs(descriptor)) {
                    Platform.current().programs().inherit(descriptor, true);
                }
            } catch (IOException e) {
                // Closed meanwhile: the one that listed the others.
            }
        }
    }

    private static boolean isFile(long descriptor) throws IOException {
        return Files.readSymbolicLink(ALL.resolve(Long.toString(descriptor))).isAbsolute();
    }
}
