package io.portalocker.redis;

import io.portalocker.LockBase;
import io.portalocker.LockException;
import io.portalocker.LockHolder;
import io.portalocker.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A semaphore on a Redis server: at most {@code maximum} permits are held at any time, on whatever machine.
 *
 * <p>A permit is an exclusive {@link RedisLock} on one of the channels {@code <name>.00}, {@code <name>.01} and so on, so a
 * {@code portalocker.RedisLock} of Python on one of them takes that slot. Acquiring takes the lowest slot that is free, and
 * gives a permit of its own each time, to the same thread too. Who dies gives back what it held. Each slot has a counter of
 * fencing tokens of its own. All users must give the same maximum.
 *
 * <p>See {@link RedisLock} for the server, the rights and the exceptions.
 *
 * @param server where
 * @param name printable ASCII without spaces; the beginning of the slots' channels
 * @param maximum how many slots there are, from 1 to 1000
 * @param unavailableTimeout see {@link RedisLock#unavailableTimeout()}
 * @param fencing whether permits draw fencing tokens
 * @param waiting how {@link #acquire()} waits
 */
public record RedisSemaphore(
        RedisServer server, String name, int maximum, Duration unavailableTimeout, boolean fencing, Waiting waiting)
        implements LockBase<RedisSemaphore, RedisPermit> {

    private static final int LARGEST = 1000;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the maximum is not within 1 and 1000, or another part is not what
     *     {@link RedisLock} takes
     */
    public RedisSemaphore {
        Objects.requireNonNull(waiting, "waiting");
        if (maximum < 1 || maximum > LARGEST) {
            throw new IllegalArgumentException("maximum is not within 1 and " + LARGEST + ": " + maximum);
        }
        RedisLock.check(server, name, unavailableTimeout);
    }

    /**
     * Describes a semaphore with portalocker's defaults, and with fencing.
     *
     * @param server where
     * @param name printable ASCII without spaces
     * @param maximum how many slots there are, from 1 to 1000
     * @return the semaphore
     * @throws IllegalArgumentException if the name or the maximum is not as said
     */
    public static RedisSemaphore named(RedisServer server, String name, int maximum) {
        return new RedisSemaphore(server, name, maximum, RedisLock.DEFAULT_UNAVAILABLE_TIMEOUT, true, Waiting.DEFAULT);
    }

    @Override
    public String identity() {
        return "redis " + server.address() + " " + name;
    }

    @Override
    public RedisSemaphore withWaiting(Waiting waiting) {
        return new RedisSemaphore(server, name, maximum, unavailableTimeout, fencing, waiting);
    }

    /**
     * Copies with another unavailable timeout.
     *
     * @param unavailableTimeout from 50 ms to 1 h
     * @return the copy
     * @throws IllegalArgumentException if it is not
     */
    public RedisSemaphore withUnavailableTimeout(Duration unavailableTimeout) {
        return new RedisSemaphore(server, name, maximum, unavailableTimeout, fencing, waiting);
    }

    /**
     * Copies with or without fencing.
     *
     * @param fencing whether to draw tokens
     * @return the copy
     */
    public RedisSemaphore withFencing(boolean fencing) {
        return new RedisSemaphore(server, name, maximum, unavailableTimeout, fencing, waiting);
    }

    /**
     * Describes one slot.
     *
     * @param slot from 0 to one less than the maximum
     * @return the lock that holding the slot is
     * @throws IndexOutOfBoundsException if there is no such slot
     */
    public RedisLock slot(int slot) {
        Objects.checkIndex(slot, maximum);
        String channel = String.format(Locale.ROOT, "%s.%02d", name, slot);
        return new RedisLock(server, channel, false, unavailableTimeout, fencing, waiting);
    }

    /**
     * Asks who holds the slots now; see {@link RedisLock#holders()}.
     *
     * @return the holders, empty if there are none or the server does not say
     */
    @Override
    public List<LockHolder> holders() {
        return IntStream.range(0, maximum)
                .mapToObj(slot -> slot(slot).holders())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public RedisPermit acquire() throws LockException {
        Dependency.require();
        SlotSearch search = new SlotSearch(this);
        return new RedisPermit(Acquiring.acquire(waiting, search), search.found());
    }

    @Override
    public Optional<RedisPermit> tryAcquire(Duration timeout) throws LockException {
        Dependency.require();
        SlotSearch search = new SlotSearch(this);
        return Optional.ofNullable(Acquiring.tryAcquire(waiting, timeout, search))
                .map(hold -> new RedisPermit(hold, search.found()));
    }
}
