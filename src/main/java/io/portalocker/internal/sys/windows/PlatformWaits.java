package io.portalocker.internal.sys.windows;

import io.portalocker.internal.sys.CloseEvents;
import io.portalocker.internal.sys.KernelWaits;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.WaitCalls;
import io.portalocker.internal.sys.windows.WaitProbe.Finding;
import io.portalocker.internal.text.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Windows: waits in the kernel, but only on a volume where such a wait was seen to be cancelled and to be handed a lock. The
 * one that is tried is the volume of temporary files. It is tried when a lock is first found held, and beside it: nobody's
 * deadline waits for a trial, so locks are polled until it has succeeded.
 */
public final class PlatformWaits implements WaitCalls {

    /** For a busy machine. Only a system that cannot be used takes so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final PlatformFiles files = new PlatformFiles();
    private final AtomicBoolean tried = new AtomicBoolean();

    /** Null until a trial has succeeded. Written once, by the thread of the trial. */
    private volatile @Nullable Proven proven;

    /**
     * What a trial has shown.
     *
     * @param waits the waits
     * @param volume where they work
     */
    record Proven(KernelWaits waits, long volume) {}

    @Override
    public Optional<KernelWaits> kernel() {
        return Optional.ofNullable(proven()).map(Proven::waits);
    }

    /** {@return none: there are no news of a file being closed or unlocked} */
    @Override
    public Optional<CloseEvents> events() {
        return Optional.empty();
    }

    @Override
    public FileSystemKind fileSystem(long descriptor) throws SysException {
        return kind(descriptor, files.volume(descriptor), proven());
    }

    static FileSystemKind kind(long descriptor, long volume, @Nullable Proven proven) {
        String name = String.format("volume %08X", volume);
        return HandleTags.isSynchronous(descriptor)
                ? new FileSystemKind(name, proven != null && proven.volume() == volume)
                : new FileSystemKind(name + ", foreign handle", false);
    }

    private @Nullable Proven proven() {
        if (tried.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("portalocker-probe").start(this::probe);
        }
        return proven;
    }

    /** The file goes when its handles do, at the end of the process if not before: a thread may be stuck in a call on one. */
    void probe() {
        try {
            Path path = Files.createTempFile("portalocker", ".probe");
            long holder = files.openDeletedOnClose(path);
            long waiter = files.openDeletedOnClose(path);
            LockRequests requests = new PlatformLockRequests();
            PlatformKernelWaits waits = new PlatformKernelWaits(requests);
            Finding finding = new WaitProbe(waits, requests, PATIENCE).probe(holder, waiter);
            Log.debug("waiting in the kernel, tried at " + path + ": " + finding, null);
            if (finding == Finding.USABLE) {
                proven = new Proven(waits, files.volume(holder));
            }
            if (finding != Finding.STUCK) {
                files.close(holder);
                files.close(waiter);
            }
        } catch (IOException | InterruptedException e) {
            Log.debug("waiting in the kernel could not be tried", e);
        }
    }
}
