package io.portalocker.internal.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** This process. What it does runs on a thread of its own, so that a call that never returns is seen and left alone. */
final class Here implements Party {

    private final Path folder;
    private Worker worker;
    private ExecutorService thread = thread();

    private Future<String> answer = CompletableFuture.completedFuture("");

    Here(Path folder) {
        this.folder = folder;
        this.worker = new Worker(folder);
    }

    private static ExecutorService thread() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("portalocker-verify").factory());
    }

    @Override
    public String name() {
        return "this process";
    }

    @Override
    public void say(String command) {
        Worker now = worker;
        answer = thread.submit(() -> now.answer(command));
    }

    @Override
    public String hear() throws IOException, InterruptedException {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("a call of this process did not return in " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    /** What hangs is left alone, with what it holds. */
    @Override
    public void reset() {
        close();
        worker = new Worker(folder);
        thread = thread();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
