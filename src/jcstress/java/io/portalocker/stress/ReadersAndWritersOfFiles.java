package io.portalocker.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.portalocker.LockException;
import io.portalocker.ReadWriteLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link DowngradeAndReader} through the whole of a lock of a real file. */
@JCStressTest
@Outcome(id = "11, 0", expect = ACCEPTABLE, desc = "the reader was first")
@Outcome(id = "11, 11", expect = ACCEPTABLE, desc = "the writer was first")
@Outcome(expect = FORBIDDEN, desc = "they overlapped before the downgrade, or the writing was not seen")
@State
public class ReadersAndWritersOfFiles {

    private static final ReadWriteLock LOCK = ReadWriteLock.of(LockFile.PATH);

    private final Ledger ledger = new Ledger();
    private final Meeting meeting = new Meeting();

    @Actor
    public void writer(II_Result r) {
        meeting.await();
        try (var hold = LOCK.write().acquire()) {
            ledger.addSlowly(1);
            try (var _ = hold.downgrade()) {
                r.r1 = ledger.read();
            }
        } catch (LockException e) {
            throw new AssertionError(e);
        }
    }

    @Actor
    public void reader(II_Result r) {
        meeting.await();
        try (var _ = LOCK.read().acquire()) {
            r.r2 = ledger.read();
        } catch (LockException e) {
            throw new AssertionError(e);
        }
    }
}
