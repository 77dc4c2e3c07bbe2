package io.portalocker.internal.command;

import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;

/**
 * A program that runs as our child.
 *
 * @param pid its process
 */
public record StartedProgram(long pid) {

    /** Waits for its end, and gives its status, or 128 and the number of the signal it died of. */
    public int await() throws CommandException {
        try {
            return Platform.current().programs().await(pid);
        } catch (SysException e) {
            throw new CommandException(Reason.SYSTEM, "cannot wait for process " + pid + ": " + e.getMessage(), e);
        }
    }

    /** Sends it a signal. One that has ended is still there until {@link #await} returns. */
    public void signal(int number) throws CommandException {
        try {
            Platform.current().processes().signal(pid, number);
        } catch (SysException e) {
            throw new CommandException(
                    Reason.SYSTEM, "cannot pass signal " + number + " to process " + pid + ": " + e.getMessage(), e);
        }
    }
}
