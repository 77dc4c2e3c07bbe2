package io.portalocker.redis;

import io.portalocker.LockHolder;
import io.portalocker.LockIOException;
import java.time.Instant;

/**
 * What the key of a lease holds: a number that nobody else has, and for a person to read, the process and its machine.
 */
final class LeaseOwner {

    private LeaseOwner() {}

    static String mine() throws LockIOException {
        return Self.randomId() + " " + Self.PID + " " + Self.HOST;
    }

    static LockHolder described(String owner) {
        String[] parts = owner.split(" ", 3);
        if (parts.length == 3 && parts[1].matches("[0-9]{1,18}")) {
            return Holders.described(Long.parseLong(parts[1]), parts[2], parts[0], false);
        }
        return new LockHolder(0, owner, Instant.EPOCH, false);
    }
}
