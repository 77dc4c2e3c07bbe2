package io.portalocker.redis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Gives bytes to what reads from Redis. */
public final class RedisFuzz {
    private RedisFuzz() {}

    /** In two portions, which are cut where the first byte says. */
    public static void replies(byte[] bytes) {
        Resp resp = new Resp();
        int cut = bytes.length == 0 ? 0 : Math.min(bytes.length, bytes[0] & 0xff);
        try {
            for (byte[] portion :
                    new byte[][] {Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length)}) {
                ByteBuffer in = ByteBuffer.wrap(portion);
                while (resp.next(in) != null) {
                    // The next value.
                }
            }
        } catch (IOException expected) {
            // It does not speak the protocol, and the connection is given up.
        }
    }

    public static void message(String text) {
        Messages.heard(text);
        Messages.departure(text);
        Messages.holder(text, 1);
        LeaseOwner.described(text);
        Line.Place.of(text);
    }
}
