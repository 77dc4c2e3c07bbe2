package io.portalocker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A reader that a downgrade lets in sees what was written before it. */
@JCStressTest
@Outcome(id = "11, 0", expect = ACCEPTABLE, desc = "the reader was first")
@Outcome(id = "11, 11", expect = ACCEPTABLE, desc = "the one that downgrades was first")
@Outcome(expect = FORBIDDEN, desc = "they overlapped before the downgrade, or its writing was not seen")
@State
public class DowngradeAndReader {

    private final Entrance entrance = new Entrance();
    private final Ledger ledger = new Ledger();

    @Actor
    public void downgrades(II_Result r) {
        entrance.enterExclusive();
        ledger.add(1);
        entrance.downgrade();
        r.r1 = ledger.read();
        entrance.leaveShared();
    }

    @Actor
    public void reads(II_Result r) {
        entrance.enterShared();
        r.r2 = ledger.read();
        entrance.leaveShared();
    }
}
