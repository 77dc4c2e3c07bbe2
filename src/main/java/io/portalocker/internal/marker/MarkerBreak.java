package io.portalocker.internal.marker;

import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.LockCalls;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Takes a marker away from an owner that is gone. No system removes a name on the condition that it still leads to a
 * certain file, so:
 *
 * <pre>
 *   flock the judged inode      other breakers of this library stay away until the end
 *   is it still at the path?    no: somebody else broke it, and what is there now is alive
 *   rename to a private name    whoever else renames finds nothing
 *   is that the judged inode,   the descriptor has been open since the judgement, so an equal
 *   and untouched?              number is an equal file
 *     yes: unlink it
 *     no:  link it back         a live marker came between; link never replaces a successor
 * </pre>
 *
 * <p>The flock closes the gap between the second step and the third among this library's processes; Python's filelock
 * does not take it, and against it the last step is what there is.
 *
 * @param files the system's file calls
 * @param locks its lock calls
 * @param pid this process, for the private name
 * @param random where the rest of that name comes from
 */
record MarkerBreak(FileCalls files, LockCalls locks, long pid, Supplier<RandomGenerator> random) {

    /**
     * Breaks a marker.
     *
     * @param node what was judged
     * @param aged whether it was judged by its age, so that being refreshed acquits it
     * @return whether it is gone
     */
    boolean run(MarkerNode node, boolean aged) throws IOException {
        if (!isMineToBreak(node)) {
            return false;
        }
        FileStatus judged = node.status();
        if (!files.isAt(node.path(), judged.device(), judged.inode())) {
            return false;
        }
        Path aside = node.path()
                .resolveSibling(node.path().getFileName() + ".break." + pid + "."
                        + HexFormat.of().formatHex(bytes()));
        if (!rename(node, aside)) {
            return false;
        }
        if (files.isAt(aside, judged.device(), judged.inode()) && isAsJudged(node, aside, aged)) {
            Files.deleteIfExists(aside);
            return true;
        }
        restore(aside, node.path());
        return false;
    }

    /** What is no file was never open, and its inode may have been given to another node: then all else has to agree. */
    private boolean isAsJudged(MarkerNode node, Path aside, boolean aged) throws SysException {
        return node.status().isRegular()
                ? !aged || node.isUntouched()
                : files.status(aside).withoutChange().equals(node.status().withoutChange());
    }

    private byte[] bytes() {
        byte[] bytes = new byte[16];
        random.get().nextBytes(bytes);
        return bytes;
    }

    /** A file system without flock leaves the breakers as they are among Python's. */
    private boolean isMineToBreak(MarkerNode node) {
        if (node.descriptor() < 0 || !locks.mechanisms().contains(Mechanism.FLOCK)) {
            return true;
        }
        try {
            return locks.tryLock(Mechanism.FLOCK, node.descriptor(), false);
        } catch (SysException noFlock) {
            return true;
        }
    }

    private static boolean rename(MarkerNode node, Path aside) throws IOException {
        try {
            Files.move(node.path(), aside, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException busy) {
            // Windows renames no open file, not even one that only we have open. A file's number there is of one use.
            node.close();
            try {
                Files.move(node.path(), aside, StandardCopyOption.ATOMIC_MOVE);
                return true;
            } catch (NoSuchFileException gone) {
                return false;
            } catch (IOException refused) {
                busy.addSuppressed(refused);
                throw busy;
            }
        }
    }

    /** Gives a live marker its name back, unless a successor has it: then its owner has lost, and will be told so. */
    private void restore(Path aside, Path path) throws IOException {
        try {
            if (files.status(aside).isRegular()) {
                Files.createLink(path, aside);
            } else {
                Files.move(aside, path);
            }
        } catch (FileAlreadyExistsException successor) {
            System.getLogger("io.portalocker")
                    .log(System.Logger.Level.WARNING, "the marker ''{0}'' changed hands while it was broken", path);
        } catch (IOException | UnsupportedOperationException noLinks) {
            Files.move(aside, path);
        }
        Files.deleteIfExists(aside);
    }
}
