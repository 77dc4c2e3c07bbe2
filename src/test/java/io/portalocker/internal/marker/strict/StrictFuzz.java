package io.portalocker.internal.marker.strict;

import io.portalocker.internal.marker.ProtocolViolation;

/** Gives bytes to what reads records of strict locks. */
public final class StrictFuzz {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private StrictFuzz() {}

    /** A record under a name whose token it may have, and under a name that it makes. */
    public static void claim(String record) {
        for (String name : new String[] {Claim.heldOf(TOKEN), "intent-v1-" + record + ".claim"}) {
            try {
                Claim.parse(name, record);
            } catch (ProtocolViolation expected) {
                // Refused.
            }
        }
    }
}
