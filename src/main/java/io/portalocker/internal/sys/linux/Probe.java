package io.portalocker.internal.sys.linux;

import io.portalocker.internal.sys.KernelWaits;
import io.portalocker.internal.text.Log;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Finds out whether threads can wait in the kernel. The question is asked on a thread of its own, so that no interrupt of the
 * user's falls into it, and its answer is kept. That it could not be asked is no answer: it is asked again the next time.
 */
class Probe {

    /** Whether there is an answer. Written under the monitor, so that one asks at a time, and behind the answer. */
    private volatile boolean answered;

    private volatile Optional<KernelWaits> answer = Optional.empty();

    /** Asks. */
    Optional<KernelWaits> ask() throws IOException {
        return WakeUpSignal.find().map(PlatformKernelWaits::new);
    }

    /** {@return the answer; nothing where it cannot be told now} An interrupt meanwhile is kept for later. */
    final Optional<KernelWaits> answer() {
        if (!answered) {
            find();
        }
        return answer;
    }

    private synchronized void find() {
        if (answered) {
            return;
        }
        try {
            answer = elsewhere();
            answered = true;
        } catch (ExecutionException | OutOfMemoryError notNow) {
            Log.debug("no waiting in the kernel for now", notNow);
        }
    }

    /** An OutOfMemoryError is how a JVM says that there can be no more threads. */
    private Optional<KernelWaits> elsewhere() throws ExecutionException {
        FutureTask<Optional<KernelWaits>> asked = new FutureTask<>(this::ask);
        Thread.ofPlatform().daemon().name("portalocker-probe").start(asked);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return asked.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
