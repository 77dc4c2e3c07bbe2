package io.portalocker.internal.acquire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gates;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A watch asks once whether the lock is held whose handle is garbage; told of is what says so. */
class LeakWatchTest {

    /** More than one thread's row has room for. */
    private static final int MANY = 40;

    private static Fake kind() {
        Fake kind = new Fake(new Gates());
        kind.doubtful = true; // nothing is logged then
        return kind;
    }

    private static Leak watch(Fake kind, Object handle) throws Exception {
        return Leak.watch(handle, Objects.requireNonNull(Acquisition.take(kind, Deadline.IMMEDIATE)));
    }

    private static boolean isAsked(Fake kind) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            System.gc();
            if (kind.asked.tryAcquire(20, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void eachOfManyIsAskedOnce() throws Exception {
        List<Fake> kinds = new ArrayList<>();
        List<Object> handles = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Fake kind = kind();
            kinds.add(kind);
            handles.add(new Object());
            watch(kind, handles.get(i));
        }
        System.gc();
        assertTrue(kinds.stream().allMatch(kind -> kind.asked.availablePermits() == 0), "its handle is no garbage");
        handles.clear(); // until here they are no garbage
        for (Fake kind : kinds) {
            assertTrue(isAsked(kind));
        }
        Fake last = kind();
        watch(last, new Object());
        assertTrue(isAsked(last));
        assertEquals(
                0,
                kinds.stream().mapToInt(kind -> kind.asked.availablePermits()).sum(),
                "asked twice");
    }

    @Test
    void whatEndedIsNotAskedAndEndsNothingElse() throws Exception {
        List<Fake> ended = new ArrayList<>();
        List<Leak> leaks = new ArrayList<>();
        List<Object> handles = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Fake kind = kind();
            ended.add(kind);
            handles.add(new Object());
            leaks.add(watch(kind, handles.get(i)));
        }
        leaks.forEach(Leak::end);
        Fake follower = kind();
        handles.add(new Object());
        watch(follower, handles.getLast());
        leaks.forEach(Leak::end);
        handles.clear(); // until here they are no garbage
        assertTrue(isAsked(follower));
        assertEquals(MANY, leaks.size(), "their watches have to live until here");
        assertEquals(
                0,
                ended.stream().mapToInt(kind -> kind.asked.availablePermits()).sum());
    }

    @Test
    void whoseHandleLivesIsWatchedForAsLong() throws Exception {
        List<Object> handles = new ArrayList<>();
        List<Fake> kinds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            kinds.add(kind());
            handles.add(new Object());
            watch(kinds.get(i), handles.get(i));
        }
        for (int i = 0; i < 3; i++) {
            handles.set(i, "garbage");
            assertTrue(isAsked(kinds.get(i)));
        }
        assertEquals(
                0,
                kinds.stream().mapToInt(kind -> kind.asked.availablePermits()).sum());
        assertEquals(3, handles.size());
    }
}
