package io.portalocker.redis;

import io.portalocker.LockIOException;
import io.portalocker.internal.file.Unguessable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;

/** What this process says of itself to a person, and the numbers that tell its participants from all others. */
final class Self {

    static final long PID = ProcessHandle.current().pid();

    static final String HOST = host();

    private Self() {}

    private static String host() {
        String known = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("");
        try {
            known = known.isEmpty() ? InetAddress.getLocalHost().getHostName() : known;
        } catch (UnknownHostException e) {
            known = "";
        }
        return known.replaceAll("[^!-~]", "");
    }

    /** 32 hexadecimal digits: peers can only clear away the dead whose names look like that. */
    static String randomId() throws LockIOException {
        try {
            return HexFormat.of().formatHex(Unguessable.bytesOfStream(16));
        } catch (IOException e) {
            throw new LockIOException("cannot draw a number: " + e.getMessage(), "read", "", 0, e);
        }
    }
}
