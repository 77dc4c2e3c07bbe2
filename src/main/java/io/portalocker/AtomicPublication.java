package io.portalocker;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives a finished file its name.
 *
 * @param hidden where it was written
 * @param destination its name
 */
record AtomicPublication(Path hidden, Path destination) {

    /** Fails early where it would fail late. */
    static void requirePublishable(Path destination, boolean replaces) throws IOException {
        Optional<FileStatus> present = status(destination);
        if (present.isEmpty()) {
            return;
        }
        if (!replaces) {
            throw new FileAlreadyExistsException(destination.toString());
        }
        if (!present.get().isRegular()) {
            throw Failures.io(
                    destination.toString(),
                    "replace",
                    Platform.current().files().refusal("rename", present.get()));
        }
    }

    private static Optional<FileStatus> status(Path path) throws LockException {
        try {
            return Optional.of(Platform.current().files().status(path));
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw Failures.io(path.toString(), "examine", e);
        }
    }

    /** Gives the new file the bits of the one it replaces. */
    static void adoptPermissions(Path destination, LockableFile file) throws IOException {
        Optional<FileStatus> present = status(destination);
        if (present.isEmpty()) {
            return;
        }
        try {
            Platform.current()
                    .files()
                    .setPermissions(file.file().descriptor(), present.get().permissions());
        } catch (SysException e) {
            throw Failures.io(destination.toString(), "keep the permissions of", e);
        }
    }

    /** A rename replaces what is there, so a file that must not be replaced is linked. */
    void create() throws IOException {
        try {
            Files.createLink(destination, hidden);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException noLinks) {
            createWithoutLinks();
            return;
        }
        try {
            Files.deleteIfExists(hidden);
        } catch (IOException e) {
            // It has appeared, and that is what was asked for; its second name harms nobody.
            System.getLogger("io.portalocker").log(System.Logger.Level.WARNING, "cannot remove " + hidden, e);
        }
    }

    /** Not proof against another process that creates between the look and the rename; there is no better way. */
    private void createWithoutLinks() throws IOException {
        if (Files.exists(destination, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(destination.toString());
        }
        Files.move(hidden, destination, StandardCopyOption.ATOMIC_MOVE);
    }

    void replace() throws IOException {
        requirePublishable(destination, true);
        Files.move(hidden, destination, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A name is durable once its directory is. Where directories cannot be opened or forced, the system sees to it. */
    void forceDirectory(FileCalls files) throws IOException {
        // A link on the way to the file is followed, so the directory itself may be one; opening follows none.
        Path directory = Objects.requireNonNull(destination.getParent()).toRealPath();
        long descriptor;
        try {
            descriptor = files.open(directory, OpenFlags.READ, 0);
        } catch (SysException unopened) {
            return;
        }
        try {
            files.force(descriptor, true);
        } catch (SysException e) {
            if (!e.symbol().equals("EINVAL") && e.kind() != ErrorKind.NOT_SUPPORTED) {
                throw e;
            }
        } finally {
            files.close(descriptor);
        }
    }
}
