package io.portalocker.internal.sys;

import io.portalocker.internal.sys.posix.PosixProcesses;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Calls about processes and this machine. All methods are thread-safe. */
public sealed interface ProcessCalls permits PosixProcesses, io.portalocker.internal.sys.windows.PlatformProcesses {

    /**
     * Asks for the raw name of this machine, as {@code gethostname(2)} or {@code GetComputerNameExW} gives it. Answers
     * the name's bytes, possibly none.
     */
    byte[] hostName() throws SysException;

    /**
     * Asks which pids these are. In a container a pid means another process than outside, or none, though both may have
     * the machine's name and boot in common. Answers the number of this process's pid namespace; empty in the machine's
     * first, and where there are none.
     */
    default OptionalLong pidNamespace() {
        return OptionalLong.empty();
    }

    /**
     * Asks for a number that no other process with the same pid has had on this machine. Answers the token, empty where
     * the process is gone, the system does not tell, or what it tells this process differs from what it tells others.
     */
    Optional<BigInteger> startToken(long pid);

    /**
     * Tells whether two start tokens can be of one process. The half above 64 bits, the boot, is zero where it could
     * not be read; then nothing but the lower half can be compared.
     */
    static boolean isSameStart(BigInteger one, BigInteger other) {
        BigInteger difference = one.xor(other);
        return difference.signum() == 0
                || (difference.getLowestSetBit() >= Long.SIZE
                        && (one.bitLength() <= Long.SIZE || other.bitLength() <= Long.SIZE));
    }

    /**
     * Tells whether a process lives in another pid namespace, visible here under another number.
     */
    default boolean runsElsewhere(long pid, BigInteger start) {
        return false;
    }

    /** Tells whether a process exists; a process of another user does. */
    boolean isAlive(long pid) throws SysException;

    /** Sends a signal, or ends the process where there are no signals. */
    void signal(long pid, int signal) throws SysException;

    /** {@return the user id files are created with; 0 where there is none} */
    int effectiveUser();

    /** {@return whether {@link #lockOwners} knows them all, so that none means that there is none} */
    default boolean tellsLockOwners() {
        return false;
    }

    /** {@return whether {@link #lockOwners} names whoever has the file open, holders or not} */
    default boolean namesOpeners() {
        return false;
    }

    /**
     * Lists who the kernel says holds a lock on a file, empty where the system does not tell. The answer is of the past
     * when it arrives: good for messages, never for decisions.
     */
    List<LockOwner> lockOwners(Path path, FileStatus file);

    /** Lists who the kernel says waits for such a lock, as {@link #lockOwners}. Who looks again and again is not known to it. */
    default List<LockOwner> lockWaiters(Path path, FileStatus file) {
        return List.of();
    }
}
