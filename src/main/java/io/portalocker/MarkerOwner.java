package io.portalocker;

import io.portalocker.internal.marker.Marker;
import io.portalocker.internal.marker.MarkerEngine;
import io.portalocker.internal.marker.ProcessIdentity;
import io.portalocker.internal.marker.Seconds;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a marker says holds it. Read from a file that others write: good for a message, and for a person who decides
 * whether to break it.
 *
 * @param host the machine; bytes that are not printable ASCII are escaped as {@code ?xx}
 * @param pid the process on that machine
 * @param start tells it from others that have had the same pid, empty where it is not recorded
 * @param token names the claim of a lease
 * @param duration of a lease: without a sign of life for so long, it may be taken
 */
public record MarkerOwner(
        String host, long pid, Optional<BigInteger> start, Optional<String> token, Optional<Duration> duration) {

    /** Refuses nulls. */
    public MarkerOwner {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(duration, "duration");
    }

    static Optional<MarkerOwner> of(Marker marker) {
        return marker.holder().map(owner -> {
            if (marker instanceof Marker.Claim claim) {
                return of(
                        owner, claim.token(), claim.duration().stream().boxed().findAny());
            }
            return of(owner, Optional.empty(), Optional.empty());
        });
    }

    private static MarkerOwner of(ProcessIdentity owner, Optional<String> token, Optional<Double> seconds) {
        return new MarkerOwner(owner.host(), owner.pid(), owner.start(), token, seconds.map(Seconds::toDuration));
    }

    /**
     * Tells whether the record names this process; where it has no start token, host and pid decide.
     *
     * @return whether it can be this process
     * @throws LockException if this machine's name cannot be read
     */
    public boolean isThisProcess() throws LockException {
        try {
            return MarkerEngine.system().identity().mayBe(new ProcessIdentity(host, pid, start));
        } catch (IOException e) {
            throw Failures.of(e);
        }
    }

    /** {@return such as {@code pid 4711 on build-host}} */
    @Override
    public String toString() {
        return "pid " + pid + " on " + host;
    }
}
