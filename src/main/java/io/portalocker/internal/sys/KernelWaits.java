package io.portalocker.internal.sys;

/**
 * Blocking in the kernel until a lock is free, and ending that from another thread. Never to be called on a virtual
 * thread: its carrier would be blocked.
 *
 * <p>Not sealed, so that tests can have a signal arrive at any moment they like.
 */
public interface KernelWaits {

    /** {@return what names the calling thread to {@link #interrupt}, good while it runs} */
    long currentThread();

    /**
     * Makes the call in which a thread is blocked return. A thread that is not in such a call yet notices nothing, and
     * a system short of resources may do nothing for the moment, so the caller repeats this until the thread has
     * answered. Never throws: it may run on the thread of whoever interrupts.
     */
    void interrupt(long thread);

    /**
     * Blocks until the lock is acquired or the thread interrupted. Answers false if it was interrupted, by {@link
     * #interrupt} or any other signal.
     */
    boolean lock(Mechanism mechanism, long descriptor, boolean shared) throws SysException;
}
