package io.portalocker.internal.sys.macos;

import io.portalocker.internal.sys.CloseEvents;
import io.portalocker.internal.sys.KernelWaits;
import io.portalocker.internal.sys.WaitCalls;
import java.util.Optional;

/** Nothing announces a release: locks are polled. */
public final class PlatformWaits implements WaitCalls {

    @Override
    public Optional<KernelWaits> kernel() {
        return Optional.empty();
    }

    @Override
    public Optional<CloseEvents> events() {
        return Optional.empty();
    }

    @Override
    public FileSystemKind fileSystem(long descriptor) {
        return new FileSystemKind("any", false);
    }
}
