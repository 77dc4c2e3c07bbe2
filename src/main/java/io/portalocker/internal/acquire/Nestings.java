package io.portalocker.internal.acquire;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The locks of one kind that threads of this JVM hold and may acquire again. A lock is found by the thread and the identity
 * of what is locked. Neither can be reused meanwhile: the registry keeps the thread reachable, and the open descriptor keeps
 * the inode. An entry goes with its lock.
 */
public final class Nestings<H extends Hold> {

    private final ConcurrentMap<Key, Nesting<H>> entries = new ConcurrentHashMap<>();
    private final Function<H, Object> identity;

    private record Key(Thread thread, Object identity) {}

    /** How a lock was asked for, which an acquisition inside another has to fit. */
    public interface Terms {

        /** Answers why an acquisition inside one on these terms could only wait for its own thread; null if it may be. */
        @Nullable
        String objectionTo(Terms inner, String name);
    }

    public Nestings(Function<H, Object> identity) {
        this.identity = identity;
    }

    /** {@return whether no thread holds any, so that nobody need ask} */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** {@return how many locks are held so; for tests of leaks} */
    public int size() {
        return entries.size();
    }

    /** Enters a lock that this thread holds; null if it does not. */
    public @Nullable Level<H> again(Object identity, Terms terms) throws Refusal {
        Nesting<H> nesting = entries.get(new Key(Thread.currentThread(), identity));
        return nesting == null ? null : nesting.enterAgain(terms);
    }

    /** Makes the outermost level of a lock that is to be acquired. */
    public Level<H> outermost(H base, Terms terms) {
        return new Level<>(new Nesting<>(this, base, terms));
    }

    void put(Thread thread, H base, Nesting<H> nesting) {
        entries.put(new Key(thread, identity.apply(base)), nesting);
    }

    void remove(Thread thread, H base, Nesting<H> nesting) {
        entries.remove(new Key(thread, identity.apply(base)), nesting);
    }
}
