package io.portalocker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link ExclusiveStays} without a gate. What is forbidden there has to happen here, or the run says nothing. */
@JCStressTest
@Outcome(id = "11, 22", expect = ACCEPTABLE, desc = "the first actor was first")
@Outcome(id = "22, 11", expect = ACCEPTABLE, desc = "the second actor was first")
@Outcome(expect = ACCEPTABLE_INTERESTING, desc = "they overlapped, or one did not see what the other wrote")
@State
public class Unguarded {

    private final Ledger ledger = new Ledger();

    @Actor
    public void first(II_Result r) {
        r.r1 = ledger.add(1);
    }

    @Actor
    public void second(II_Result r) {
        r.r2 = ledger.add(1);
    }
}
