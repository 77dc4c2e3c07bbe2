package io.portalocker.internal.marker.strict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.portalocker.internal.marker.ProtocolViolation;
import java.nio.charset.StandardCharsets;

/** Gives bytes to what reads records of strict locks. */
public final class StrictFuzz {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private StrictFuzz() {}

    /** A record under a name whose token it may have, and under a name that it makes: what is read is what would be written. */
    public static void claim(String record) {
        for (String name : new String[] {Claim.heldOf(TOKEN), "intent-v1-" + record + ".claim"}) {
            try {
                Claim claim = Claim.parse(name, record);
                assertArrayEquals(
                        record.getBytes(StandardCharsets.ISO_8859_1), Claim.encode(claim.token(), claim.owner()));
            } catch (ProtocolViolation expected) {
                // Refused.
            }
        }
    }
}
