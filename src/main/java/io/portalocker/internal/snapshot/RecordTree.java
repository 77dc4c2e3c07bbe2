package io.portalocker.internal.snapshot;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.LateClose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directories of one lock. Each is opened for each call, from the root down and never through a link: who may write to
 * where the lock is can put another tree there at any time. In a directory such as {@code /tmp}, where everybody may do that
 * once, a tree that belongs to a stranger is refused.
 */
final class RecordTree {

    private static final int OWNERS_ONLY = 0700;
    private static final int STICKY = 01000;

    private static final Set<ErrorKind> NO_DIRECTORY = EnumSet.of(ErrorKind.NOT_A_DIRECTORY, ErrorKind.SYMBOLIC_LINK);

    private final FileCalls files;
    private final int user;
    private final Path root;

    /** What was found to be ours, so that its parent need not be asked each time. */
    private final Map<String, Records.Identity> admitted = new ConcurrentHashMap<>();

    RecordTree(FileCalls files, int user, Path root) {
        this.files = files;
        this.user = user;
        this.root = root;
    }

    /** What is done in a directory. */
    interface Call<T> {
        T make(long directory) throws IOException;
    }

    Path root() {
        return root;
    }

    /** Makes what is missing, and refuses what is there and no directory of ours. */
    void prepare() throws IOException {
        admitted.clear();
        Path parent = Objects.requireNonNull(root.getParent());
        try {
            make(() -> files.makeDirectory(root, OWNERS_ONLY));
        } catch (SysException e) {
            if (e.kind() != ErrorKind.NOT_FOUND) {
                throw e;
            }
            Files.createDirectories(parent);
            make(() -> files.makeDirectory(root, OWNERS_ONLY));
        }
        inRoot(directory -> {
            for (Records.Place place : Records.Place.values()) {
                make(() -> files.makeDirectory(directory, place.directory(), OWNERS_ONLY));
                long opened = open(directory, place);
                LateClose.quietly(() -> files.close(opened));
            }
            return true;
        });
    }

    private interface Step {
        void make() throws SysException;
    }

    private static void make(Step step) throws SysException {
        try {
            step.make();
        } catch (SysException e) {
            if (e.kind() != ErrorKind.EXISTS) {
                throw e;
            }
        }
    }

    <T> T in(Records.Place place, Call<T> call) throws IOException {
        return inRoot(directory -> {
            long opened = open(directory, place);
            try {
                return call.make(opened);
            } finally {
                LateClose.quietly(() -> files.close(opened));
            }
        });
    }

    private <T> T inRoot(Call<T> call) throws IOException {
        long opened = opened(() -> files.openDirectory(root), "");
        try {
            admit(opened, "", () -> files.status(Objects.requireNonNull(root.getParent())));
            return call.make(opened);
        } finally {
            LateClose.quietly(() -> files.close(opened));
        }
    }

    private long open(long directory, Records.Place place) throws IOException {
        long opened = opened(() -> files.openDirectory(directory, place.directory()), place.directory());
        try {
            admit(opened, place.directory(), () -> files.status(directory));
            return opened;
        } catch (IOException | RuntimeException | Error e) {
            LateClose.quietly(() -> files.close(opened));
            throw e;
        }
    }

    private interface Opening {
        long open() throws SysException;
    }

    private long opened(Opening opening, String name) throws IOException {
        try {
            return opening.open();
        } catch (SysException e) {
            if (NO_DIRECTORY.contains(e.kind())) {
                throw new TreeException("'" + root.resolve(name) + "' is no directory, and a link to one will not do");
            }
            throw e;
        }
    }

    private interface Question {
        FileStatus ask() throws SysException;
    }

    private void admit(long directory, String name, Question parent) throws IOException {
        if (!files.hasOwners()) {
            return;
        }
        FileStatus found = files.status(directory);
        Records.Identity identity = new Records.Identity(found.device(), found.inode());
        if (identity.equals(admitted.get(name))) {
            return;
        }
        FileStatus above = parent.ask();
        boolean everybodys = (above.permissions() & STICKY) != 0;
        if (found.type() != FileType.DIRECTORY
                || (everybodys && found.owner() != user && found.owner() != above.owner())) {
            throw new TreeException("'" + root.resolve(name) + "' belongs to user " + found.owner()
                    + ", neither this one nor the owner of the directory that it is in");
        }
        admitted.put(name, identity);
    }
}
