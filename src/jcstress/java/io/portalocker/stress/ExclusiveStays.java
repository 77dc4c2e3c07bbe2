package io.portalocker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two stays never overlap, and the second sees what the first wrote. */
@JCStressTest
@Outcome(id = "11, 22", expect = ACCEPTABLE, desc = "the first actor was first")
@Outcome(id = "22, 11", expect = ACCEPTABLE, desc = "the second actor was first")
@Outcome(expect = FORBIDDEN, desc = "they overlapped, or one did not see what the other wrote")
@State
public class ExclusiveStays {

    private final Entrance entrance = new Entrance();
    private final Ledger ledger = new Ledger();

    @Actor
    public void first(II_Result r) {
        r.r1 = stay();
    }

    @Actor
    public void second(II_Result r) {
        r.r2 = stay();
    }

    private int stay() {
        entrance.enterExclusive();
        int seen = ledger.add(1);
        entrance.leaveExclusive();
        return seen;
    }
}
