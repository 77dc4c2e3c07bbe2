package io.portalocker.internal.marker.strict;

import io.portalocker.internal.marker.OpenDirectory;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.LateClose;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A claim of this process, from the first of its names on. It is withdrawn name by name, the holder's first, and what could
 * not be removed stays to be tried again: a claim that nobody removes blocks everybody.
 */
public final class StrictClaim {

    private final OpenDirectory claims;
    private final long sentinel;

    /** In the order of removal. Guarded by this. */
    private final Deque<String> names = new ArrayDeque<>();

    /** Guarded by this. */
    private boolean closed;

    StrictClaim(OpenDirectory claims, long sentinel) {
        this.claims = claims;
        this.sentinel = sentinel;
    }

    /** To be called before the name may exist: a link may be made though its answer is lost. */
    synchronized void add(String name) {
        names.addFirst(name);
    }

    /** The name is another's after all. */
    synchronized void disclaim(String name) {
        names.remove(name);
    }

    OpenDirectory claims() {
        return claims;
    }

    /** {@return whether it still has all its names, none of them removed by force} */
    public synchronized boolean isCurrent() throws SysException {
        if (closed) {
            return false;
        }
        for (String name : names) {
            if (claims.status(name).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Withdraws it; may be called again after a failure. */
    public synchronized void withdraw() throws IOException {
        if (closed) {
            return;
        }
        while (!names.isEmpty()) {
            claims.unlink(names.getFirst());
            names.removeFirst();
        }
        closed = true;
        // It is withdrawn by now, whatever closing answers.
        LateClose.quietly(() -> claims.close(sentinel));
        claims.close();
    }
}
