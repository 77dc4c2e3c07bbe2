package io.portalocker.internal.sys;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The funnel: the only place that turns an address into something callable. Every handle takes the segment for the
 * captured error as its first argument. Linking costs milliseconds, so callers keep each handle in a holder class of
 * its own and pay for what they use.
 */
public final class Downcalls {

    private static final Linker LINKER = Linker.nativeLinker();

    private Downcalls() {}

    /**
     * Links a function that leaves its error in the captured state.
     *
     * @param errorState {@code errno} or {@code GetLastError}
     * @param function the generated address
     * @param descriptor the generated descriptor
     * @return the handle, whose first argument is {@link Scratch#callState()}
     */
    @SuppressWarnings("restricted") // the one call that needs native access; the README tells how it is granted
    public static MethodHandle link(String errorState, MemorySegment function, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(function, descriptor, Linker.Option.captureCallState(errorState));
    }

    /**
     * Links a variadic function for arguments of given types, as {@link #link} does. Without the option the arguments
     * travel in the wrong registers on macOS/AArch64, and by luck in the right ones elsewhere.
     *
     * @param function the generated address
     * @param descriptor the descriptor, the variadic arguments included
     * @param firstVariadic index of the first variadic argument
     * @return the handle, whose first argument is {@link Scratch#callState()}
     */
    @SuppressWarnings("restricted") // as above
    public static MethodHandle linkVariadic(MemorySegment function, FunctionDescriptor descriptor, int firstVariadic) {
        return LINKER.downcallHandle(
                function,
                descriptor,
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(firstVariadic));
    }

    /**
     * Turns what a handle threw into something unchecked: a linked function itself throws nothing.
     *
     * @param thrown what was caught
     * @return never normally
     */
    public static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        throw new AssertionError(thrown);
    }
}
