package io.portalocker.internal.file;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.text.Log;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A file under a private name, until it is complete and given its own. What may be read only by some is never readable by
 * more on the way: a draft that is to replace a file of this user's is born with 0600 and gets the rights of that file when
 * nothing but its name is missing.
 *
 * <p>Of a file of another user's no rights are adopted, since whoever may put a file there would decide about ours; the draft
 * has 0666 less the umask, less what that file withholds.
 */
public final class Draft implements Closeable {

    private static final int ANYBODY = 0666;
    private static final int PRIVATE = 0600;

    /** {@code EEXIST}, the same on every POSIX system. */
    private static final int EEXIST = 17;

    private final Path destination;
    private final Path hidden;
    private final OpenFile file;

    /** What the file that is replaced was, when the draft was begun; empty where nothing is replaced. */
    private final Optional<FileStatus> replaced;

    private final boolean replaces;
    private boolean published;

    private Draft(Path destination, boolean replaces, Optional<FileStatus> replaced, Path hidden, OpenFile file) {
        this.destination = destination;
        this.replaces = replaces;
        this.replaced = replaced;
        this.hidden = hidden;
        this.file = file;
    }

    /** Begins a file that is to appear at a path, in the place of the one there or only if there is none. */
    public static Draft begin(Path destination, boolean replaces) throws IOException {
        Optional<FileStatus> present = publishable(destination, replaces);
        Path directory = Objects.requireNonNull(destination.getParent());
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new Failure(destination.toString(), "make the directory of", e);
        }
        int permissions = present.isEmpty()
                ? ANYBODY
                : isOurs(present.get()) ? PRIVATE : ANYBODY & present.get().permissions();
        OpenFile file = DraftNames.create(directory, permissions);
        return new Draft(destination, replaces, present, Objects.requireNonNull(file.path()), file);
    }

    /** Fails early where it would fail late; answers what is at the path. */
    private static Optional<FileStatus> publishable(Path destination, boolean replaces) throws IOException {
        Optional<FileStatus> present = LockFiles.status(destination);
        if (present.isPresent() && !replaces) {
            throw occupied(destination);
        }
        if (present.isPresent() && !present.get().isRegular()) {
            throw new Failure(
                    destination.toString(),
                    "replace",
                    Platform.current().files().refusal("rename", present.get()));
        }
        return present;
    }

    private static Failure occupied(Path destination) {
        return new Failure(
                destination.toString(), "create", new SysException("link", EEXIST, "EEXIST", ErrorKind.EXISTS));
    }

    private static boolean isOurs(FileStatus status) {
        return status.owner() == Platform.current().processes().effectiveUser();
    }

    /** {@return the file that is to be} */
    public OpenFile file() {
        return file;
    }

    public Path destination() {
        return destination;
    }

    /** {@return whether it has its own name} */
    public boolean isPublished() {
        return published;
    }

    /** Gives it its rights, has it reach the device, gives it its name, has that reach the device. */
    public void publish() throws IOException {
        FileCalls files = file.files();
        if (replaces) {
            Optional<FileStatus> present = publishable(destination, true);
            adoptRights(files, present);
        }
        attempt("force", () -> files.force(file.descriptor(), true));
        if (replaces) {
            attempt("replace", () -> Patience.during(() -> files.rename(hidden, destination)));
        } else {
            create(files);
        }
        published = true;
        file.close();
        Path directory = Objects.requireNonNull(destination.getParent());
        attempt("force the directory of", () -> forceDirectory(files, directory));
    }

    private void adoptRights(FileCalls files, Optional<FileStatus> present) throws IOException {
        if (present.isPresent() && isOurs(present.get())) {
            attempt("keep the permissions of", () -> files.adopt(file.descriptor(), destination));
        } else if (present.isPresent() || replaced.isPresent()) {
            // Another user's, or gone meanwhile: less than it has now, if anything.
            int limit = present.or(() -> replaced).orElseThrow().permissions();
            attempt("keep the permissions of", () -> restrict(files, limit));
        }
    }

    private void restrict(FileCalls files, int limit) throws SysException {
        int permissions = files.status(file.descriptor()).permissions();
        if ((permissions & ~limit) != 0) {
            files.setPermissions(file.descriptor(), permissions & limit);
        }
    }

    /** A rename replaces what is there, so a file that must not be replaced is linked, where no rename spares it. */
    private void create(FileCalls files) throws IOException {
        try {
            Patience.during(() -> files.renameNew(hidden, destination));
            return;
        } catch (SysException e) {
            if (e.kind() == ErrorKind.EXISTS) {
                throw occupied(destination);
            }
            if (e.kind() != ErrorKind.NOT_SUPPORTED) {
                throw Failure.of(destination.toString(), "create", "", e);
            }
        }
        try {
            files.link(hidden, destination);
        } catch (SysException e) {
            if (e.kind() == ErrorKind.EXISTS) {
                throw occupied(destination);
            }
            createWithoutLinks(files);
            return;
        }
        try {
            files.unlink(hidden);
        } catch (SysException e) {
            // It has appeared, and that is what was asked for; its second name harms nobody.
            Log.warning("cannot remove " + hidden, e);
        }
    }

    /** Not proof against another process that creates between the look and the rename; there is no better way. */
    private void createWithoutLinks(FileCalls files) throws IOException {
        if (LockFiles.status(destination).isPresent()) {
            throw occupied(destination);
        }
        attempt("create", () -> files.rename(hidden, destination));
    }

    /** A name is durable once its directory is. Where directories cannot be opened or forced, the system sees to it. */
    static void forceDirectory(FileCalls files, Path directory) throws IOException {
        long descriptor;
        try {
            // A link on the way to the file is followed, so the directory itself may be one; opening follows none.
            descriptor = files.openDirectory(directory.toRealPath());
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

    private interface Step {
        void make() throws IOException;
    }

    private void attempt(String operation, Step step) throws IOException {
        try {
            step.make();
        } catch (IOException e) {
            throw Failure.of(destination.toString(), operation, "", e);
        }
    }

    /** Closes it; what was not published is gone. */
    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            if (!published) {
                remove();
            }
        }
    }

    private void remove() throws Failure {
        try {
            Patience.during(() -> file.files().unlink(hidden));
        } catch (SysException e) {
            if (e.kind() != ErrorKind.NOT_FOUND) {
                throw new Failure(hidden.toString(), "remove", e);
            }
        }
    }
}
