package io.portalocker.testkit;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Work on a thread of its own, whose waiting can be seen.
 *
 * @param <T> what the work gives
 */
public final class Background<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    private Background(Callable<T> work, Thread.Builder builder) {
        this.task = new FutureTask<>(work);
        this.thread = builder.unstarted(task);
        thread.start();
    }

    /** Starts work on a platform thread. */
    public static <T> Background<T> start(Callable<T> work) {
        return new Background<>(work, Thread.ofPlatform().daemon().name("test-background"));
    }

    /** Starts work on a virtual thread. */
    public static <T> Background<T> startVirtual(Callable<T> work) {
        return new Background<>(work, Thread.ofVirtual().name("test-background"));
    }

    /** Does work on a platform thread, and gives what it gives or throws what it throws. */
    public static <T> T elsewhere(Callable<T> work) throws Exception {
        return start(work).get();
    }

    /** Waits for the end of the work, and gives what it gives or throws what it throws. */
    public T get() throws Exception {
        try {
            return task.get(Child.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                default -> throw e;
            }
        } catch (TimeoutException e) {
            AssertionError hang = new AssertionError("still at work: " + thread);
            hang.setStackTrace(thread.getStackTrace());
            throw hang;
        }
    }

    /** Whether the work has ended. */
    public boolean isDone() {
        return task.isDone();
    }

    /** Waits until the work waits for something: parked, asleep, or blocked in the kernel by a call of the library's. */
    public Background<T> awaitWaiting() {
        await(() -> switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            case RUNNABLE -> isInKernelWait();
            default -> false;
        });
        return this;
    }

    private boolean isInKernelWait() {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith(".KernelWait")
                        && frame.getMethodName().equals("block"));
    }

    /** Interrupts the work. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Waits until something is so. */
    public static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > Child.PATIENCE.toNanos()) {
                throw new AssertionError("not so after " + Child.PATIENCE);
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }
}
