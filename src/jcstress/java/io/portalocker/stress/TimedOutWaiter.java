package io.portalocker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/** A waiter whose deadline comes while it is being let in is either in or out: it sees all, or leaves nothing behind. */
@JCStressTest
@Outcome(id = "-1, true", expect = ACCEPTABLE, desc = "it gave up")
@Outcome(id = "22, true", expect = ACCEPTABLE, desc = "it was let in")
@Outcome(expect = FORBIDDEN, desc = "the stays overlapped, or the gate was left shut")
@State
public class TimedOutWaiter {

    private final Entrance entrance = new Entrance();
    private final Ledger ledger = new Ledger();
    private final Meeting meeting = new Meeting();

    @Actor
    public void holder() {
        entrance.enterExclusive();
        meeting.await();
        ledger.addSlowly(1);
        entrance.leaveExclusive();
    }

    @Actor
    public void waiter(IZ_Result r) {
        meeting.await();
        if (entrance.enterSoon()) {
            r.r1 = ledger.add(1);
            entrance.leaveExclusive();
        } else {
            r.r1 = -1;
        }
    }

    @Arbiter
    public void arbiter(IZ_Result r) {
        r.r2 = entrance.enterNow();
    }
}
