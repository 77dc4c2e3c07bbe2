package io.portalocker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.portalocker.Lock;
import io.portalocker.LockException;
import io.portalocker.Waiting;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link ExclusiveStays} through the whole of a lock of a real file. */
@JCStressTest
@Outcome(id = "11, 22", expect = ACCEPTABLE, desc = "the first actor was first")
@Outcome(id = "22, 11", expect = ACCEPTABLE, desc = "the second actor was first")
@Outcome(expect = FORBIDDEN, desc = "they overlapped, or one did not see what the other wrote")
@State
public class LockedFiles {

    private static final Lock LOCK = Lock.of(LockFile.PATH).withTimeout(Waiting.FOREVER);

    private final Ledger ledger = new Ledger();
    private final Meeting meeting = new Meeting();

    @Actor
    public void first(II_Result r) {
        r.r1 = stay();
    }

    @Actor
    public void second(II_Result r) {
        r.r2 = stay();
    }

    private int stay() {
        meeting.await();
        try (var _ = LOCK.acquire()) {
            return ledger.addSlowly(1);
        } catch (LockException e) {
            throw new AssertionError(e);
        }
    }
}
