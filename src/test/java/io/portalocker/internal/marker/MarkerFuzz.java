package io.portalocker.internal.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

/** Gives bytes to what reads markers. */
public final class MarkerFuzz {
    private MarkerFuzz() {}

    /** What is read says the same when it is written and read again; of a mode that is not known only whose it is. */
    public static void marker(byte[] bytes) {
        switch (MarkerCodec.parse(bytes)) {
            case Marker.Plain plain -> {
                Marker again = MarkerCodec.parse(MarkerCodec.encode(plain.owner()));
                if (!(again instanceof Marker.StrictSentinel)) { // which no host is called like
                    assertEquals(plain, again);
                }
            }
            case Marker.Claim claim -> {
                byte[] written = MarkerCodec.encode(claim);
                if (written.length <= MarkerCodec.LONGEST) { // a duration is written without an exponent
                    assertEquals(
                            Optional.of(claim.owner()),
                            MarkerCodec.parse(written).holder());
                }
            }
            case Marker.Breaking breaking ->
                assertEquals(breaking, MarkerCodec.parse(MarkerCodec.encodeBreaking(breaking.breaker())));
            case Marker other -> assertEquals(Optional.empty(), other.holder());
        }
    }
}
