package io.portalocker.internal.marker;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Ticker;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Gives a live marker its name back. Breakers that raced are nested: each has aside what the one before it put at the path,
 * and they unwind by waiting until their own marker is at the path again. Two that wait for each other form a ring, which
 * an exchange at random opens.
 *
 * @param files the system's calls
 * @param ticker time
 * @param own our marker, at the path or in the ring
 * @param aside the name at which it was, and the other is
 */
record PutBack(FileCalls files, Ticker ticker, PublishedMarker own, Path aside) {

    /** Others need a few calls; one that is stopped or dead must not hold this thread for good. */
    static final long PATIENCE = Duration.ofSeconds(2).toNanos();

    private static final long RING = Duration.ofMillis(10).toNanos();
    static final long PAUSE = 500_000;

    /** Exchanges until our marker is aside again. Answers false if others keep it. */
    boolean run() throws SysException {
        try {
            return returned();
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return true;
            }
            throw e;
        }
    }

    private boolean returned() throws SysException {
        boolean interrupted = false;
        try {
            long start = ticker.nanoTime();
            long ringed = start;
            while (!own.isAt(aside)) {
                long now = ticker.nanoTime();
                if (!own.isLinked()) {
                    // The holder let go between our exchange and its unlink, which met ours. What is aside is its
                    // marker.
                    files.unlink(aside);
                    return true;
                }
                boolean ours = own.isAt(own.path());
                if (!ours && now - start >= PATIENCE) {
                    return false;
                }
                if (ours || now - ringed >= RING) {
                    files.exchange(aside, own.path());
                    ringed = now;
                } else {
                    interrupted |= pause();
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** An interrupt is no reason to leave a holder without its name. */
    private boolean pause() {
        try {
            ticker.pause(PAUSE);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
