package io.portalocker.internal.sys;

import io.portalocker.internal.sys.posix.PosixProcesses;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Calls about processes and this machine. All methods are thread-safe. */
public sealed interface ProcessCalls
        permits PosixProcesses,
                io.portalocker.internal.sys.windows.PlatformProcesses,
                io.portalocker.internal.sys.unsupported.PlatformProcesses {

    /**
     * Asks for the raw name of this machine, as {@code gethostname(2)} or {@code GetComputerNameExW} gives it.
     *
     * @return the name's bytes, possibly none
     * @throws SysException if it cannot be read
     */
    byte[] hostName() throws SysException;

    /**
     * Asks for a number that no other process with the same pid has had on this machine.
     *
     * @param pid a process id
     * @return the token, empty where the process is gone or the system does not tell
     */
    Optional<BigInteger> startToken(long pid);

    /**
     * Tells whether a process exists; a process of another user does.
     *
     * @param pid a positive process id
     * @return whether it exists
     * @throws SysException if that cannot be told
     */
    boolean isAlive(long pid) throws SysException;

    /**
     * Sends a signal, or ends the process where there are no signals.
     *
     * @param pid a positive process id
     * @param signal the number
     * @throws SysException if it cannot be sent
     */
    void signal(long pid, int signal) throws SysException;

    /** {@return the user id files are created with; 0 where there is none} */
    int effectiveUser();

    /**
     * Lists who the kernel says holds a lock on a file. The answer is of the past when it arrives: good for messages,
     * never for decisions.
     *
     * @param device the file's device
     * @param inode the file's inode
     * @return the owners, empty where the system does not tell
     */
    List<LockOwner> lockOwners(long device, long inode);
}
