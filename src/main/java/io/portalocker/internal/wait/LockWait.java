package io.portalocker.internal.wait;

import io.portalocker.internal.events.Recording;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Waits for a lock that was found held, in the best way there is for it. */
public final class LockWait {

    /** The longest pause between two attempts where nothing announces a release. */
    public static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(8);

    /** The longest pause where closing announces it: a lock may be freed without closing, and news may be lost. */
    public static final long SAFETY_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final Platform platform;
    private final Supplier<RandomGenerator> random;
    private final WaitPlan plan;
    private final Optional<CloseWatch> closeWatch;

    /** One attempt that does not wait. */
    public interface Attempt {

        boolean make() throws IOException;
    }

    /** Waits on a platform. */
    public LockWait(Platform platform, Supplier<RandomGenerator> random) {
        this.platform = platform;
        this.random = random;
        plan = new WaitPlan(platform.waits());
        closeWatch = platform.waits().events().map(CloseWatch::new);
    }

    private static final class OfJvm {
        static final LockWait WAIT = new LockWait(Platform.current(), ThreadLocalRandom::current);
    }

    /** {@return the one of this JVM} */
    public static LockWait ofJvm() {
        return OfJvm.WAIT;
    }

    /** {@return how it waits} */
    public WaitPlan plan() {
        return plan;
    }

    /** Waits for a lock of the kernel's. {@code interval}: the longest pause between attempts, nanoseconds. */
    public boolean await(Mechanism mechanism, long descriptor, boolean shared, Deadline deadline, long interval)
            throws IOException, InterruptedException {
        Attempt attempt = () -> platform.locks().tryLock(mechanism, descriptor, shared);
        WaitMethod method = plan.choose(mechanism, descriptor);
        Recording.waits(mechanism.name(), method.name());
        return switch (method) {
            case KERNEL -> inKernel(mechanism, descriptor, shared, deadline, attempt, interval);
            case EVENTS -> withEvents(attempt, deadline, interval, descriptor);
            case POLLING -> polling(attempt, deadline, interval);
        };
    }

    private boolean inKernel(
            Mechanism mechanism, long descriptor, boolean shared, Deadline deadline, Attempt attempt, long interval)
            throws IOException, InterruptedException {
        try {
            return new KernelWait(platform.waits().kernel().orElseThrow(), mechanism, descriptor, shared)
                    .await(deadline);
        } catch (RejectedExecutionException noThread) {
            return hasEvents()
                    ? withEvents(attempt, deadline, interval, descriptor)
                    : polling(attempt, deadline, interval);
        } catch (SysException e) {
            // The kernel sees a cycle of waiting processes where there need be none: it knows no threads.
            if (e.kind() == ErrorKind.DEADLOCK) {
                return polling(attempt, deadline, interval);
            }
            throw e;
        }
    }

    /**
     * Waits for anything that is freed when one of some files is closed. {@code interval}: the longest pause between
     * attempts, nanoseconds. Answers whether an attempt succeeded.
     */
    public boolean withEvents(Attempt attempt, Deadline deadline, long interval, long... descriptors)
            throws IOException, InterruptedException {
        CloseWatch.Subscription subscription;
        try {
            subscription = closeWatch.orElseThrow().subscribe(descriptors);
        } catch (SysException e) {
            // Instances and watches are limited; who gets none can still look for himself.
            return polling(attempt, deadline, interval);
        }
        try (subscription) {
            Backoff backoff = new Backoff(Math.min(SAFETY_PAUSE, interval), random.get());
            for (int quiet = 1; !attempt.make(); quiet++) {
                long remaining = deadline.remaining();
                if (remaining <= 0) {
                    return false;
                }
                if (subscription.await(Math.min(remaining, backoff.pause(quiet)))) {
                    quiet = 0;
                }
            }
            return true;
        }
    }

    /**
     * Asks for news of a file's being closed, for one who waits for one of several locks: the kernel has no such wait.
     * {@code news}: released for each piece of news. Answers the subscription, empty where the lock is to be polled
     * for.
     */
    public Optional<CloseWatch.Subscription> subscribe(Mechanism mechanism, long descriptor, Semaphore news)
            throws SysException {
        if (closeWatch.isEmpty() || plan.choose(mechanism, descriptor) == WaitMethod.POLLING) {
            return Optional.empty();
        }
        try {
            return Optional.of(closeWatch.get().subscribe(news, descriptor));
        } catch (SysException e) {
            // As in withEvents.
            return Optional.empty();
        }
    }

    /** {@return whether closing a file is news on this system} */
    public boolean hasEvents() {
        return closeWatch.isPresent();
    }

    /**
     * Tries again and again. {@code interval}: the longest pause between attempts, nanoseconds. Answers whether an
     * attempt succeeded.
     */
    public boolean polling(Attempt attempt, Deadline deadline, long interval) throws IOException, InterruptedException {
        Backoff backoff = new Backoff(Math.min(LONGEST_PAUSE, interval), random.get());
        for (int failed = 1; !attempt.make(); failed++) {
            long remaining = deadline.remaining();
            if (remaining <= 0) {
                return false;
            }
            deadline.ticker().pause(Math.min(remaining, backoff.pause(failed)));
        }
        return true;
    }
}
