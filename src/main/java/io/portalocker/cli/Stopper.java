package io.portalocker.cli;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends a command and all that it has started: a shell that is told to end leaves what it runs behind. SIGTERM first, and
 * SIGKILL for who is still there after a while; on Windows, where processes cannot be asked, at once.
 */
final class Stopper {

    private final ProcessHandle process;

    /** Null until {@link #stop}. */
    private final AtomicReference<@Nullable Thread> stopping = new AtomicReference<>();

    Stopper(ProcessHandle process) {
        this.process = process;
    }

    /** Begins to end it, once; does not wait. */
    void stop(Duration grace) {
        Thread thread = Thread.ofPlatform().name("portalocker-stopper").unstarted(() -> run(grace));
        if (stopping.compareAndSet(null, thread)) {
            thread.start();
        }
    }

    /** Waits until all have ended or been killed, if that was begun. */
    void awaitStopped() throws InterruptedException {
        Thread thread = stopping.get();
        if (thread != null) {
            thread.join();
        }
    }

    private void run(Duration grace) {
        Set<ProcessHandle> all = tree();
        all.forEach(ProcessHandle::destroy);
        try {
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(grace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException e) {
            all.addAll(tree()); // what they have started meanwhile
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private Set<ProcessHandle> tree() {
        Set<ProcessHandle> all = new LinkedHashSet<>();
        all.add(process);
        process.descendants().forEach(all::add);
        return all;
    }
}
