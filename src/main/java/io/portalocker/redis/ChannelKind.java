package io.portalocker.redis;

import io.portalocker.LockHolder;
import io.portalocker.internal.acquire.Acquisition;
import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.NamedGates;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a channel, wanted once. One writer of a JVM is on a channel at a time, and one reader at a time is asking:
 * subscribers that come and go make each other's counts wrong, and each answers all.
 */
final class ChannelKind implements Kind<ChannelHold>, Acquiring.Request<ChannelHold> {

    /** One gate for each channel that this JVM's threads hold or want. */
    static final NamedGates GATES = new NamedGates();

    private final RedisLock lock;

    private final long asked = System.nanoTime();

    private String rivals = "in this process";

    private List<LockHolder> holders = List.of();

    ChannelKind(RedisLock lock) {
        this.lock = lock;
    }

    RedisLock lock() {
        return lock;
    }

    /** When the lock was asked for. */
    long asked() {
        return asked;
    }

    /** Notes who was in the way, for a person to read. */
    void lostTo(String description, List<LockHolder> inside) {
        rivals = description;
        holders = inside;
    }

    @Override
    public ChannelHold approach(Deadline deadline, int round) {
        NamedGates.Name name = new NamedGates.Name(lock.server(), lock.channel());
        return new ChannelHold(this, name);
    }

    @Override
    public @Nullable ChannelHold take(Deadline deadline) throws IOException, InterruptedException {
        return Acquisition.take(this, deadline);
    }

    @Override
    public String name() {
        return "Redis channel '" + lock.channel() + "' at " + lock.server();
    }

    @Override
    public String rivals() {
        return name() + " is locked " + rivals;
    }

    @Override
    public List<LockHolder> holders() {
        return holders;
    }
}
