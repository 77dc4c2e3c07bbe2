package io.portalocker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A reader sees all that a writer wrote or nothing of it. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "the reader was first")
@Outcome(id = "11", expect = ACCEPTABLE, desc = "the writer was first")
@Outcome(expect = FORBIDDEN, desc = "they overlapped, or the reader did not see what the writer wrote")
@State
public class ReaderAndWriter {

    private final Entrance entrance = new Entrance();
    private final Ledger ledger = new Ledger();

    @Actor
    public void writer() {
        entrance.enterExclusive();
        ledger.add(1);
        entrance.leaveExclusive();
    }

    @Actor
    public void reader(I_Result r) {
        entrance.enterShared();
        r.r1 = ledger.read();
        entrance.leaveShared();
    }
}
