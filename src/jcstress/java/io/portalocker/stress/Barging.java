package io.portalocker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** One actor comes again and again and overtakes the other, more often than is allowed; no stay overlaps another. */
@JCStressTest
@Outcome(id = "451", expect = ACCEPTABLE, desc = "every stay saw what the one before wrote")
@Outcome(expect = FORBIDDEN, desc = "two stays overlapped, or one did not see what another wrote")
@State
public class Barging {

    /** More than {@code Gate.MOST_BARGES}. */
    private static final int STAYS = 40;

    private final Entrance entrance = new Entrance();
    private final Ledger ledger = new Ledger();

    @Actor
    public void newcomer() {
        for (int i = 0; i < STAYS; i++) {
            stay();
        }
    }

    @Actor
    public void queued() {
        stay();
    }

    @Arbiter
    public void arbiter(I_Result r) {
        r.r1 = ledger.read();
    }

    private void stay() {
        entrance.enterExclusive();
        ledger.add(1);
        entrance.leaveExclusive();
    }
}
