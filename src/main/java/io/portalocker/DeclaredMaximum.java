package io.portalocker;

import io.portalocker.internal.wait.LateClose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether others count the slots of a semaphore differently.
 *
 * <p>Beside the slots lies {@code <name>.maximum}, which Python's peer does not know. Whoever uses the semaphore keeps it
 * locked shared; it says how many slots there are. Who can lock it exclusively is the first, and may write another number.
 *
 * <pre>
 *   exclusive?  nobody else: write the number, then share
 *   shared?     others: their number must be ours
 *   neither?    somebody writes just now: look again
 * </pre>
 *
 * <p>All this is a courtesy. What cannot be read, locked or written is left alone, and nothing is found out then.
 */
final class DeclaredMaximum {

    private static final int MOST_LOOKS = 100;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private static final Locker LOCKER = Locker.ofPlatform();

    private final BoundedSemaphore semaphore;

    /** Locked shared from the check to the end of use. Guarded by this. */
    private @Nullable LockableFile file;

    /** Whether there is nothing more to find out. Guarded by this. */
    private boolean settled;

    private enum Finding {
        AGREED,
        UNKNOWN,
        BUSY
    }

    DeclaredMaximum(BoundedSemaphore semaphore) {
        this.semaphore = semaphore;
    }

    static LockMismatchException mismatch(BoundedSemaphore semaphore, String others) {
        return new LockMismatchException("semaphore '" + semaphore.name() + "' in '" + semaphore.directory() + "' has "
                + semaphore.maximum() + " slots here, but " + others);
    }

    /** Declares our number if nobody has, else compares. */
    synchronized void check() throws LockMismatchException {
        if (settled) {
            return;
        }
        try {
            Finding finding = Finding.BUSY;
            for (int look = 0; look < MOST_LOOKS && finding == Finding.BUSY; look++) {
                if (look > 0) {
                    LockSupport.parkNanos(PAUSE);
                }
                finding = look();
            }
            if (finding != Finding.AGREED) {
                close();
            }
        } catch (LockMismatchException e) {
            close();
            throw e;
        } catch (IOException e) {
            close();
            log("the maximum of semaphore '" + semaphore.name() + "' cannot be compared", e);
        }
        settled = true;
    }

    private Finding look() throws IOException {
        LockableFile open = file;
        if (open == null || !open.isAtPath()) {
            close();
            open = NameOpening.of(semaphore.directory().resolve(semaphore.name() + ".maximum"));
            file = open;
        }
        if (LOCKER.tryLock(open, false)) {
            return declare(open);
        }
        if (!LOCKER.tryLock(open, true)) {
            return Finding.BUSY;
        }
        int theirs = read(open);
        if (theirs == 0) {
            return Finding.UNKNOWN;
        }
        if (theirs != semaphore.maximum()) {
            throw mismatch(
                    semaphore,
                    theirs + " in another process: "
                            + holders(Holders.quietly(open.path().orElseThrow())));
        }
        return Finding.AGREED;
    }

    /** Sharing is not one step with giving up exclusiveness: what another wrote in between is seen at the next look. */
    private Finding declare(LockableFile open) throws IOException {
        if (!open.isAtPath()) {
            return Finding.BUSY;
        }
        if (read(open) != semaphore.maximum()) {
            if (!NameOpening.isOurs(open) || !open.mode().writes()) {
                return Finding.UNKNOWN;
            }
            open.truncate(0);
            open.write(StandardCharsets.US_ASCII.encode(Integer.toString(semaphore.maximum())), 0);
        }
        return LOCKER.tryLock(open, true) && read(open) == semaphore.maximum() ? Finding.AGREED : Finding.BUSY;
    }

    /** The number in the file; zero if there is none. */
    private static int read(LockableFile open) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        open.read(bytes, 0);
        long number = PidFile.parse(
                        StandardCharsets.US_ASCII.decode(bytes.flip()).toString())
                .orElse(0);
        return number <= Integer.MAX_VALUE ? (int) number : 0;
    }

    /** Somebody has the first slot that we do not have: for what has no such file, Python's semaphores above all. */
    void checkNobodyBeyond() throws LockException {
        var beyond = semaphore.slotPath(semaphore.maximum());
        if (LockFiles.status(beyond).isEmpty()) {
            return;
        }
        List<LockHolder> holders = Holders.quietly(beyond);
        if (!holders.isEmpty()) {
            throw mismatch(semaphore, "slot " + semaphore.maximum() + " is held by " + holders(holders));
        }
    }

    private static String holders(List<LockHolder> holders) {
        return holders.isEmpty()
                ? "an unknown holder"
                : String.join("; ", holders.stream().map(LockHolder::toString).toList());
    }

    /** Ends the use. */
    synchronized void close() {
        LockableFile open = file;
        file = null;
        if (open != null) {
            LateClose.quietly(open);
        }
    }

    private static void log(String what, IOException failure) {
        System.getLogger("io.portalocker").log(System.Logger.Level.DEBUG, what, failure);
    }
}
