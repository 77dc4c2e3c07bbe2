package io.portalocker.internal.file;

import io.portalocker.internal.wait.LateClose;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Keeps a descriptor's number from being closed under a call that uses it: the kernel would hand the number to the next
 * open, and the call would reach another file. Closing is therefore left to the last user.
 */
abstract sealed class DescriptorGuard permits OpenFile {

    private static final AtomicIntegerFieldUpdater<DescriptorGuard> USERS =
            AtomicIntegerFieldUpdater.newUpdater(DescriptorGuard.class, "users");

    /** The sign bit: closing has been asked for. The other bits count the calls under way. */
    private static final int CLOSED = Integer.MIN_VALUE;

    /** Changed through {@link #USERS} only. */
    private volatile int users;

    /** Closes the descriptor; called once. */
    abstract void closeDescriptor() throws IOException;

    /** Begins a call. */
    public final void begin() throws ClosedChannelException {
        int before;
        do {
            before = users;
            if (before < 0) {
                throw new ClosedChannelException();
            }
        } while (!USERS.compareAndSet(this, before, before + 1));
    }

    /** Ends a call. */
    public final void end() {
        if (USERS.decrementAndGet(this) == CLOSED) {
            LateClose.quietly(this::closeDescriptor);
        }
    }

    /** Asks for the descriptor to be closed, at once or when the last call ends. Further requests do nothing. */
    final void closeOnce() throws IOException {
        int before;
        do {
            before = users;
            if (before < 0) {
                return;
            }
        } while (!USERS.compareAndSet(this, before, before | CLOSED));
        if (before == 0) {
            closeDescriptor();
        }
    }

    /**
     * Takes the descriptor away, as if it had been closed, if no call is under way. Answers whether the caller has it
     * now.
     */
    final boolean surrender() {
        return USERS.compareAndSet(this, 0, CLOSED);
    }

    public final boolean isOpen() {
        return users >= 0;
    }
}
