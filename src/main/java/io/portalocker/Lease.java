package io.portalocker;

import io.portalocker.internal.marker.Heartbeat;
import io.portalocker.internal.marker.Heartbeat.Loss;
import io.portalocker.internal.marker.Heartbeats;
import io.portalocker.internal.sys.SysException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * A held lease. A daemon thread of the library refreshes it until it is released or lost; all leases of the JVM share that
 * thread.
 */
public final class Lease implements Held {

    private final MarkerHold hold;
    private final String token;
    private final Duration duration;
    private final Heartbeat heartbeat;
    private final Future<?> beating;
    private final CompletableFuture<LeaseCompromise> lost = new CompletableFuture<>();

    Lease(MarkerHold hold, String token, SoftFileLease terms) {
        this.hold = hold;
        this.token = token;
        this.duration = terms.duration();
        this.heartbeat = new Heartbeat(
                hold.marker(),
                terms.heartbeat().toNanos(),
                duration.toNanos(),
                MarkerEngine.system().ticker(),
                this::lose);
        this.beating = Heartbeats.OF_JVM.start(heartbeat);
    }

    /** The beating thread only reports: what the application does about it must not keep other leases from beating. */
    private void lose(Loss loss, Optional<SysException> cause) {
        LeaseCompromise.Reason reason = switch (loss) {
            case MARKER_MISSING -> LeaseCompromise.Reason.MARKER_MISSING;
            case OWNER_CHANGED -> LeaseCompromise.Reason.OWNER_CHANGED;
            case REFRESH_FAILED -> LeaseCompromise.Reason.REFRESH_FAILED;
        };
        String file = hold.marker().path().toString();
        LeaseCompromise compromise = new LeaseCompromise(
                hold.marker().path(), token, reason, cause.map(e -> Failures.io(file, "refresh", e)));
        Thread.ofVirtual().name("portalocker-lost-lease").start(() -> lost.complete(compromise));
    }

    /**
     * Names this claim; the marker carries it. It orders nothing: it is no fencing token.
     *
     * @return 32 lower-case hexadecimal digits
     */
    public String token() {
        return token;
    }

    /** {@return without a sign of life for so long, others may take it} */
    public Duration duration() {
        return duration;
    }

    /**
     * Has an action run if the lease is lost before it is released: at most once, on a virtual thread of the library, and
     * at once if it is lost already. It learns that at a heartbeat, so up to a heartbeat late.
     *
     * @param action told how it was lost; it may release the lease
     * @return this lease
     */
    public Lease onCompromise(Consumer<LeaseCompromise> action) {
        var _ = lost.thenAccept(action);
        return this;
    }

    /** {@return completed when the lease is lost, and never if it is released before} */
    public CompletionStage<LeaseCompromise> lost() {
        return lost.minimalCompletionStage();
    }

    /** {@return how it was lost, empty as far as is known} */
    public Optional<LeaseCompromise> compromise() {
        return Optional.ofNullable(lost.getNow(null));
    }

    /**
     * Stops the heartbeat and removes the marker. If the lease was lost the marker is somebody else's and stays; that is no
     * failure.
     *
     * @throws LockException if the marker cannot be removed; this may be called again then, but the heartbeat has stopped
     */
    @Override
    public void release() throws LockException {
        beating.cancel(false);
        heartbeat.stop();
        hold.release();
    }

    @Override
    public boolean isHeld() {
        return hold.isHeld();
    }

    /**
     * Verifies that the lease is still this holder's: looks at the marker, and asks no clock.
     *
     * @throws LockLostException if it was released or lost
     * @throws LockException if that cannot be told
     */
    @Override
    public void ensureHeld() throws LockException {
        Optional<LeaseCompromise> compromise = compromise();
        if (compromise.isPresent()) {
            throw new LockLostException("the lease of '" + hold.marker().path() + "' was lost: "
                    + compromise.get().reason());
        }
        hold.ensureHeld();
    }

    /** {@return the marker, the token, and whether it is held} */
    @Override
    public String toString() {
        return "Lease[" + hold.marker().path() + ", " + token + (isHeld() ? "]" : ", released]");
    }
}
