package io.portalocker.internal.marker;

/** The signs of life of one lease, and how long the last of them is good for. */
public interface Pulse {

    /** {@return nanoseconds until the next beat is due} */
    long pause();

    /** Beats once, and answers whether to go on. */
    boolean beat();

    /** {@return for how many nanoseconds nobody may take the lease for want of a beat; not positive if it is over} */
    long remaining();

    /**
     * Ends the lease if its term is over: the beat that should have renewed it hangs, or never came. Answers whether to ask
     * again, after {@link #remaining}.
     */
    boolean expire();

    /** Beats no more, save for a beat that is under way. */
    void stop();
}
