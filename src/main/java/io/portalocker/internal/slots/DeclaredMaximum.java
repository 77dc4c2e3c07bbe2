package io.portalocker.internal.slots;

import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.file.Content;
import io.portalocker.internal.file.FileOpener;
import io.portalocker.internal.file.KernelLocking;
import io.portalocker.internal.file.LockFiles;
import io.portalocker.internal.file.NameOpening;
import io.portalocker.internal.file.OpenFile;
import io.portalocker.internal.file.PidFile;
import io.portalocker.internal.text.Log;
import io.portalocker.internal.wait.LateClose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * <p>All this is a courtesy. What cannot be read, locked or written is left alone, and nothing is found out then; what
 * strangers say, as {@link Neighbours} tells them, is told and not believed.
 */
final class DeclaredMaximum {

    private static final int MOST_LOOKS = 100;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int PERMISSIONS = 0666;

    private static final int MOST_DIGITS = 16;

    private final Slots slots;

    /** Locked shared from the check to the end of use. Guarded by this. */
    private @Nullable OpenFile file;

    /** Whether there is nothing more to find out. Guarded by this. */
    private boolean settled;

    private final AtomicBoolean warned = new AtomicBoolean();

    private enum Finding {
        AGREED,
        UNKNOWN,
        BUSY
    }

    DeclaredMaximum(Slots slots) {
        this.slots = slots;
    }

    static Refusal mismatch(Slots slots, String others) {
        return Refusal.mismatch(slots.described() + " has " + slots.maximum() + " slots here, but " + others);
    }

    /** Declares our number if nobody has, else compares. */
    synchronized void check() throws Refusal {
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
        } catch (Refusal e) {
            close();
            throw e;
        } catch (IOException e) {
            close();
            log("the maximum of " + slots.described() + " cannot be compared", e);
        }
        settled = true;
    }

    private Finding look() throws IOException {
        OpenFile open = file;
        if (open == null || !open.isAtPath()) {
            close();
            open = FileOpener.openName(slots.declaration(), PERMISSIONS);
            file = open;
        }
        if (KernelLocking.ofPlatform().tryLock(open, false)) {
            return declare(open);
        }
        if (!KernelLocking.ofPlatform().tryLock(open, true)) {
            return Finding.BUSY;
        }
        int theirs = read(open);
        if (theirs == 0) {
            return Finding.UNKNOWN;
        }
        if (theirs != slots.maximum()) {
            Path path = Objects.requireNonNull(open.path());
            String others = theirs + " in another process: " + holders(path);
            if (isOfUsers(open, path)) {
                throw mismatch(slots, others);
            }
            warn(others);
            return Finding.UNKNOWN;
        }
        return Finding.AGREED;
    }

    /** Sharing is not one step with giving up exclusiveness: what another wrote in between is seen at the next look. */
    private Finding declare(OpenFile open) throws IOException {
        if (!open.isAtPath()) {
            return Finding.BUSY;
        }
        if (read(open) != slots.maximum()) {
            if (!NameOpening.isOurs(open) || !open.access().writes()) {
                return Finding.UNKNOWN;
            }
            open.files().truncate(open.descriptor(), 0);
            Content.write(
                    open.files(),
                    open.descriptor(),
                    Integer.toString(slots.maximum()).getBytes(StandardCharsets.US_ASCII));
        }
        return KernelLocking.ofPlatform().tryLock(open, true) && read(open) == slots.maximum()
                ? Finding.AGREED
                : Finding.BUSY;
    }

    /** The number in the file; zero if there is none. */
    private static int read(OpenFile open) throws IOException {
        byte[] content = Content.read(open.files(), open.descriptor(), MOST_DIGITS);
        long number =
                PidFile.parse(new String(content, StandardCharsets.US_ASCII)).orElse(0);
        return number <= Integer.MAX_VALUE ? (int) number : 0;
    }

    /** Somebody has the first slot that we do not have: for what has no such file, Python's semaphores above all. */
    void checkNobodyBeyond() throws IOException {
        Path beyond = slots.path(slots.maximum());
        if (LockFiles.status(beyond).isEmpty()) {
            return;
        }
        String holders = slots.holders().apply(beyond);
        if (holders.isEmpty()) {
            return;
        }
        String others = "slot " + slots.maximum() + " is held by " + holders;
        if (slots.neighbours().isUsed(beyond)) {
            throw mismatch(slots, others);
        }
        warn(others);
    }

    /** Whether users of the semaphore say so: a stranger's word costs nobody a permit. */
    private boolean isOfUsers(OpenFile open, Path path) throws IOException {
        Neighbours neighbours = slots.neighbours();
        return neighbours.isWritten(open.files().status(open.descriptor())) && neighbours.isUsed(path);
    }

    /** Says once what may be a mistake and may be a stranger's doing. */
    private void warn(String others) {
        if (warned.compareAndSet(false, true)) {
            Log.warning(
                    slots.described() + " has " + slots.maximum() + " slots here, but " + others
                            + slots.neighbours().remedy(),
                    null);
        }
    }

    private String holders(Path path) {
        String holders = slots.holders().apply(path);
        return holders.isEmpty() ? "an unknown holder" : holders;
    }

    /** Ends the use. */
    synchronized void close() {
        OpenFile open = file;
        file = null;
        if (open != null) {
            LateClose.quietly(open);
        }
    }

    private static void log(String what, IOException failure) {
        Log.debug(what, failure);
    }
}
