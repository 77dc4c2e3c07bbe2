package io.portalocker.internal.marker;

import io.portalocker.internal.sys.ProcessCalls;
import io.portalocker.internal.sys.SysException;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/**
 * Which process: a pid alone is given out again, so its machine and its start belong to it. The start token contains the
 * boot id where the system counts from the boot.
 *
 * @param host the machine, escaped, and the pid namespace
 * @param pid the process id, 1 … 2³¹ - 1
 * @param start what no other process with this pid has had; a number beyond {@code long}. Empty where it is not known
 */
public record ProcessIdentity(String host, long pid, Optional<BigInteger> start) {

    /** The greatest pid a record may name. */
    public static final long GREATEST_PID = Integer.MAX_VALUE;

    /** Refuses a pid that {@code kill(2)} would read as a group of processes. */
    public ProcessIdentity {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(start, "start");
        if (pid < 1 || pid > GREATEST_PID) {
            throw new IllegalArgumentException("no pid: " + pid);
        }
    }

    /** This process's token never changes, and reading it is two files. */
    private static final class Self {
        static final long PID = ProcessHandle.current().pid();
    }

    /** Identifies this process. The host name is read anew each time, because it can be changed. */
    public static ProcessIdentity current(ProcessCalls processes, Optional<BigInteger> start) throws SysException {
        return new ProcessIdentity(HostName.of(processes.hostName(), processes.pidNamespace()), Self.PID, start);
    }

    /** Reads the start token of this process, to be kept: it does not change. */
    public static Optional<BigInteger> ownStart(ProcessCalls processes) {
        return processes.startToken(Self.PID);
    }

    /**
     * Tells whether this process is provably gone, as an observer on its machine can prove it. When in doubt it is not:
     * another machine's processes cannot be asked about, nor those of another pid namespace, and a living pid without a
     * token may be the one meant. {@code observer}: who asks. {@code census}: who is alive on the observer's machine.
     * Answers true only if it is gone for certain. Throws SysException if the system refuses to tell.
     */
    public boolean isGone(ProcessIdentity observer, Census census) throws SysException {
        if (!host.equals(observer.host) || (census.isAlive(pid) && !isRecycled(census))) {
            return false;
        }
        // Older writers recorded the pid of a container under the plain name of the machine.
        return HostName.isOfNamespace(host) || start.isEmpty() || !census.runsElsewhere(pid, start.get());
    }

    private boolean isRecycled(Census census) {
        return start.isPresent()
                && census.startToken(pid)
                        .filter(now -> !ProcessCalls.isSameStart(now, start.get()))
                        .isPresent();
    }

    /** {@return such as {@code pid 4711 on build-host}} */
    public String described() {
        return "pid " + pid + " on " + host;
    }

    /** Tells whether a record names the same process; without a token on either side, host and pid decide. */
    public boolean mayBe(ProcessIdentity other) {
        return host.equals(other.host)
                && pid == other.pid
                && (start.isEmpty()
                        || other.start.isEmpty()
                        || ProcessCalls.isSameStart(start.get(), other.start.get()));
    }
}
