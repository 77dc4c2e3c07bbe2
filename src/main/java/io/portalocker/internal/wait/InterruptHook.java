package io.portalocker.internal.wait;

import io.portalocker.internal.sys.SysException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Runs an action when the current thread is interrupted. {@link Thread#interrupt} wakes no thread that is blocked in
 * native code, except that it closes the channel the thread is blocked in: so this is a channel, without any bytes.
 */
final class InterruptHook extends AbstractInterruptibleChannel {

    private final Runnable onInterrupt;

    /** Makes a hook for one use. */
    InterruptHook(Runnable onInterrupt) {
        this.onInterrupt = onInterrupt;
    }

    /** What blocks. */
    interface Blocking {
        boolean run() throws SysException;
    }

    /** Runs what blocks, with the hook in place meanwhile. An interrupt leaves the status set. */
    boolean whileHooked(Blocking blocking) throws SysException {
        begin();
        try {
            return blocking.run();
        } finally {
            try {
                end(true);
            } catch (AsynchronousCloseException e) {
                // The interrupt status says it.
            }
        }
    }

    @Override
    protected void implCloseChannel() {
        onInterrupt.run();
    }
}
