package io.portalocker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/** A waiter that is interrupted while it is being let in is either in or out: it sees all, or leaves nothing behind. */
@JCStressTest
@Outcome(id = "-1, true", expect = ACCEPTABLE, desc = "it was interrupted")
@Outcome(id = "22, true", expect = ACCEPTABLE, desc = "it was let in")
@Outcome(expect = FORBIDDEN, desc = "the stays overlapped, or the gate was left shut")
@State
public class InterruptedWaiter {

    private final Entrance entrance = new Entrance();
    private final Ledger ledger = new Ledger();
    private final Meeting meeting = new Meeting();

    /** Whom to interrupt, as long as it wants to be. Guarded by this. */
    private @Nullable Thread waiter;

    @Actor
    public void holder() {
        entrance.enterExclusive();
        meeting.await();
        interrupt();
        // After the monitor, which would order it before the waiter's reading if the gate did not.
        ledger.add(1);
        entrance.leaveExclusive();
    }

    @Actor
    public void waiter(IZ_Result r) {
        want(Thread.currentThread());
        meeting.await();
        if (entrance.enterUnlessInterrupted()) {
            r.r1 = ledger.add(1);
            entrance.leaveExclusive();
        } else {
            r.r1 = -1;
        }
        want(null);
        // The thread is the harness's, which is not to be interrupted.
        Thread.interrupted();
    }

    @Arbiter
    public void arbiter(IZ_Result r) {
        r.r2 = entrance.enterNow();
    }

    private synchronized void want(@Nullable Thread thread) {
        waiter = thread;
    }

    private synchronized void interrupt() {
        if (waiter != null) {
            waiter.interrupt();
        }
    }
}
