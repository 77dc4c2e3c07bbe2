package io.portalocker.redis;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** What this process says of itself to a person, and the numbers that tell its participants from all others. */
final class Self {

    static final long PID = ProcessHandle.current().pid();

    static final String HOST = host();

    /** Two machines that were restored from one snapshot must not draw the same numbers, so it is the system's. */
    private static final SecureRandom RANDOM = new SecureRandom();

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
    static String randomId() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
