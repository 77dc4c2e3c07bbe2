package io.portalocker.internal.file;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.SysException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes a call on a name again while somebody has its file open, as a reader or a virus scanner has for a moment: on Windows
 * a name cannot be given or taken meanwhile. An interrupt is no reason to leave such a thing half done, and stays set.
 */
public final class Patience {

    /** filelock's is half as long. */
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private Patience() {}

    /** A call on a name. */
    @FunctionalInterface
    public interface Call<T> {
        T make() throws SysException;
    }

    /** A call on a name that answers nothing. */
    @FunctionalInterface
    public interface Step {
        void make() throws SysException;
    }

    /** Makes it until it is not in the way of others, or for a second. */
    public static <T> T with(Call<T> call) throws SysException {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return call.make();
                } catch (SysException e) {
                    if (e.kind() != ErrorKind.BUSY || System.nanoTime() - start >= LONGEST) {
                        throw e;
                    }
                }
                LockSupport.parkNanos(PAUSE);
                interrupted |= Thread.interrupted(); // else the next pause would be none
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** As {@link #with}. */
    public static void during(Step step) throws SysException {
        with(() -> {
            step.make();
            return true;
        });
    }
}
