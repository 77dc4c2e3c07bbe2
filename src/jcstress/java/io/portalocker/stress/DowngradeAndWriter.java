package io.portalocker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** No writer comes between a writer's writing and its reading after the downgrade; one that comes later sees it. */
@JCStressTest
@Outcome(id = "11, 11, 22", expect = ACCEPTABLE, desc = "the one that downgrades was first")
@Outcome(id = "22, 22, 11", expect = ACCEPTABLE, desc = "the other writer was first")
@Outcome(expect = FORBIDDEN, desc = "a writer came between, or did not see what was written")
@State
public class DowngradeAndWriter {

    private final Entrance entrance = new Entrance();
    private final Ledger ledger = new Ledger();

    @Actor
    public void downgrades(III_Result r) {
        entrance.enterExclusive();
        r.r1 = ledger.add(1);
        entrance.downgrade();
        r.r2 = ledger.read();
        entrance.leaveShared();
    }

    @Actor
    public void writes(III_Result r) {
        entrance.enterExclusive();
        r.r3 = ledger.add(1);
        entrance.leaveExclusive();
    }
}
