package io.portalocker.internal.acquire;

import io.portalocker.internal.events.Recording;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.LateClose;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A lock on its way to being held, held, and held no longer. What holding means, and what becomes of a lock that was lost,
 * is here and the same for every kind; a kind says how its lock is attempted, verified, and freed.
 *
 * <pre>
 *   WANTED ──begin──► HELD ──release──► RELEASED
 *     │                 └────lose─────► LOST ──the first release reports it──► REPORTED
 *     └─ discarded
 * </pre>
 */
public abstract class Hold {

    private enum Standing {
        WANTED,
        HELD,
        RELEASED,
        LOST,
        REPORTED
    }

    /** Work to be done while the lock is still held. */
    @FunctionalInterface
    public interface Last {

        /** Nothing to be done; a lambda would be generated anew in every process that takes one lock. */
        Last NOTHING = new Last() {
            @Override
            public void run() {}
        };

        void run() throws IOException;

        /** Whether others can have the lock as soon as this is done, so that it cannot be held still if unlocking fails. */
        default boolean letsOthersIn() {
            return false;
        }

        /** What cannot be done before the lock is free and all that it opened is closed. */
        default void afterwards() throws IOException {}
    }

    /** Written as the standing is. */
    private volatile boolean shared;

    /** Written under this object's monitor, and by the acquiring thread before others have this. */
    private volatile Standing standing = Standing.WANTED;

    /** Set before the standing is. */
    private volatile @Nullable Loss loss;

    /** Whether others were let in before the release. Written under this object's monitor. */
    private volatile boolean letGo;

    /** Whom to tell when it ends; null while nobody records. Written by the acquiring thread before others have this. */
    private Recording.@Nullable Stay stay;

    /** Made when somebody asks. Guarded by this. */
    private @Nullable CompletableFuture<Loss> told;

    protected Hold(boolean shared) {
        this.shared = shared;
    }

    /** How messages call it, such as {@code the lock of 'cache.bin'}. */
    public abstract String name();

    protected abstract Gate gate();

    /** Attempts to lock, inside the gate; what fails is undone, save what {@link #close} undoes. */
    protected abstract Outcome attempt(Deadline deadline) throws IOException, InterruptedException;

    /** Frees the lock; if this throws, it is held still. */
    protected abstract void unlock() throws IOException;

    /** Closes what approach or attempt opened; what is locked is free, or was never locked. */
    protected void close() throws IOException {}

    /** Gives back the reference to the gate. */
    protected abstract void dereference();

    /** Looks whether the lock still protects what it was taken for. */
    protected abstract void verify() throws IOException;

    protected Entry enter(Deadline deadline) throws IOException, InterruptedException {
        return gate().enter(shared, deadline) ? Entry.INSIDE : Entry.OUTSIDE;
    }

    /** What comes of the attempt of one who did not get in. */
    protected Outcome keptOut(Entry entry) throws IOException, InterruptedException {
        return entry == Entry.REPLACED ? Outcome.REPLACED : Outcome.CONTENDED;
    }

    /** Whether the gate stays closed to others as long as the lock is held. */
    protected boolean staysInside() {
        return true;
    }

    /** Answers how the lock was lost without anybody having told, by what is known here; null if it was not. */
    protected @Nullable Loss overdue() {
        return null;
    }

    /** Whether it cannot be told for now that the lock is held, nor that it was lost. */
    protected boolean isInDoubt() {
        return false;
    }

    /** Lets go of what was lost, which is not ours to free any more. */
    protected void forfeit() throws IOException {
        close();
    }

    /** Whether it is, or was, held. */
    protected final boolean wasHeld() {
        return standing != Standing.WANTED;
    }

    public final boolean shared() {
        return shared;
    }

    /** Others may share it from now on. */
    protected final void becomeShared() {
        shared = true;
    }

    /** The lock is held from now on. */
    protected void begin() {
        standing = Standing.HELD;
    }

    /** Ends an attempt. Runs whatever was thrown, so it throws nothing itself but an error. */
    void settle(Entry entry, Outcome outcome) {
        boolean held = outcome == Outcome.HELD;
        try {
            if (entry == Entry.INSIDE && (!held || !staysInside())) {
                gate().leave(shared);
            }
        } finally {
            if (!held) {
                discard();
            }
        }
    }

    /** Gives up what never came to be held. */
    protected void discard() {
        try {
            LateClose.quietly(this::close);
        } finally {
            dereference();
        }
    }

    /** Tells whether it is held, as far as this process knows: asks no disk and no network. */
    public final boolean isHeld() {
        return isNotLost() && !letGo && !isInDoubt();
    }

    private boolean isNotLost() {
        return standing == Standing.HELD && (overdue() == null || !loseOverdue());
    }

    public final boolean isLost() {
        return standing == Standing.LOST || standing == Standing.REPORTED;
    }

    private boolean loseOverdue() {
        Loss overdue = overdue();
        return overdue != null && lose(overdue);
    }

    public final void ensureHeld() throws IOException {
        if (!isNotLost()) {
            Loss known = loss;
            throw known == null ? Refusal.lost(Loss.Reason.RELEASED, name() + " was released") : Refusal.lost(known);
        }
        verify();
    }

    /** Completes when the lock is lost before it is released; on a thread of the library's. */
    public final synchronized CompletionStage<Loss> lost() {
        if (told == null) {
            told = new CompletableFuture<>();
            Loss known = loss;
            if (known != null) {
                told.complete(known);
            }
        }
        return told;
    }

    /**
     * Does the last work and frees the lock. Whatever the last work throws is thrown once the lock is free. If
     * unlocking fails everything stays as it was. A second thread that releases waits for the first. Throws Refusal
     * once, if it was lost before it was released.
     */
    public final void release(Last last) throws IOException {
        if (standing == Standing.HELD) {
            loseOverdue();
        }
        synchronized (this) {
            if (standing == Standing.LOST) {
                standing = Standing.REPORTED;
                throw Refusal.lost(Objects.requireNonNull(loss));
            }
            if (standing == Standing.HELD) {
                free(last);
            }
        }
    }

    /** Frees what its user never came to see, since something else failed. */
    public final void giveUp(Last last, Throwable why) {
        try {
            release(last);
        } catch (IOException | RuntimeException | Error e) {
            why.addSuppressed(e);
        }
    }

    /** Frees what is held; under this object's monitor. Afterwards it is not held, unless unlocking failed. */
    protected void free(Last last) throws IOException {
        Throwable failure = null;
        try {
            last.run();
        } catch (Throwable e) {
            failure = e;
        }
        try {
            unlock();
        } catch (Throwable e) {
            if (!last.letsOthersIn()) {
                // It is held still: a release that failed may be tried again.
                if (failure != null && !failure.equals(e)) {
                    e.addSuppressed(failure);
                }
                throw e;
            }
            failure = Throwables.both(failure, e);
        }
        end();
        try {
            close();
            last.afterwards();
        } catch (Throwable e) {
            failure = Throwables.both(failure, e);
        } finally {
            leave();
        }
        Throwables.rethrow(failure);
    }

    /** It is not held from now on. */
    final void end() {
        standing = Standing.RELEASED;
        if (stay != null) {
            stay.ends();
        }
    }

    /** Has somebody told when it ends. */
    public final void recordTo(Recording.@Nullable Stay stay) {
        this.stay = stay;
    }

    private void leave() {
        try {
            if (staysInside() && !letGo) {
                gate().leave(shared);
            }
        } finally {
            dereference();
        }
    }

    /** Lets others of this JVM in, since the lock is free; its release is owed still. */
    protected final synchronized void letGo() {
        if (standing == Standing.HELD && !letGo) {
            letGo = true;
            gate().leave(shared);
        }
    }

    /** Notes that the lock was lost, and tells those who asked. Answers false if it is not held any more. */
    protected final boolean lose(Loss why) {
        CompletableFuture<Loss> listening;
        synchronized (this) {
            if (standing != Standing.HELD) {
                return false;
            }
            loss = why;
            standing = Standing.LOST;
            listening = told;
        }
        try {
            LateClose.quietly(this::forfeit);
        } finally {
            leave();
        }
        if (stay != null) {
            stay.isLost(why.reason().name(), why.message());
        }
        if (listening != null) {
            // What the application does about it must not keep other locks from being watched over.
            Thread.ofVirtual().name("portalocker-lost").start(() -> listening.complete(why));
        }
        return true;
    }

    /** {@return its name, and whether it is held} */
    @Override
    public String toString() {
        return name()
                + switch (standing) {
                    case WANTED -> ", wanted";
                    case HELD -> "";
                    case RELEASED -> ", released";
                    case LOST, REPORTED -> ", lost";
                };
    }
}
