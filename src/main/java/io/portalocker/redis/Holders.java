package io.portalocker.redis;

import io.portalocker.LockException;
import io.portalocker.LockHolder;
import java.time.Instant;
import java.util.List;

/** Who holds a lock, in the words of all locks. */
final class Holders {

    private Holders() {}

    /** Asks the server; empty if it does not say. */
    static List<LockHolder> of(RedisLock lock) {
        try {
            return inside(Probe.of(lock));
        } catch (LockException e) {
            return List.of(); // it is for a message to a person
        }
    }

    static List<LockHolder> inside(List<RedisHolder> present) {
        return present.stream()
                .filter(each -> each.mode() != RedisMode.PENDING)
                .map(Holders::described)
                .toList();
    }

    private static LockHolder described(RedisHolder holder) {
        return described(holder.pid(), holder.host(), holder.id(), holder.mode() == RedisMode.SHARED);
    }

    /** Of a process of another machine, its number there is said in words: here it would be another's. */
    static LockHolder described(long pid, String host, String id, boolean shared) {
        if (pid > 0 && host.equals(Self.HOST)) {
            ProcessHandle.Info info =
                    ProcessHandle.of(pid).map(ProcessHandle::info).orElse(null);
            String command = info == null ? "" : info.commandLine().orElse("");
            Instant started = info == null ? Instant.EPOCH : info.startInstant().orElse(Instant.EPOCH);
            return new LockHolder(pid, command, started, shared);
        }
        String who = pid > 0 ? "process " + pid + " on " + host : "participant " + id;
        return new LockHolder(0, who, Instant.EPOCH, shared);
    }
}
