package io.portalocker.internal.marker;

import io.portalocker.internal.sys.ProcessCalls;
import io.portalocker.internal.sys.SysException;
import java.math.BigInteger;
import java.util.Optional;

/** Who is alive on this machine, injected so that tests decide who is. */
public interface Census {

    /** Tells whether a process exists. */
    boolean isAlive(long pid) throws SysException;

    /** Asks for the start token of a process. Answers the token, empty where it cannot be read. */
    Optional<BigInteger> startToken(long pid);

    /** Looks for a process that has a pid in another pid namespace than the census's. */
    boolean runsElsewhere(long pid, BigInteger start);

    /** The system's own account. */
    static Census of(ProcessCalls processes) {
        return new Census() {
            @Override
            public boolean isAlive(long pid) throws SysException {
                return processes.isAlive(pid);
            }

            @Override
            public Optional<BigInteger> startToken(long pid) {
                return processes.startToken(pid);
            }

            @Override
            public boolean runsElsewhere(long pid, BigInteger start) {
                return processes.runsElsewhere(pid, start);
            }
        };
    }
}
