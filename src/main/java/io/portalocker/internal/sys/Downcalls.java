package io.portalocker.internal.sys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;

/**
 * The funnel: the only place that knows the linker. Every handle takes the segment for the captured error as its first
 * argument, behind the function's address where the handle is for many functions.
 */
public final class Downcalls {

    private static final Linker LINKER = Linker.nativeLinker();

    private Downcalls() {}

    /** {@return where the linker stores errors, and under which names} */
    static StructLayout callStateLayout() {
        return Linker.Option.captureStateLayout();
    }

    /** The functions of the C library, and of what else every program has. */
    static final SymbolLookup LIBRARIES = new Libraries();

    /**
     * The JDK opens a library of its own to look into. If that fails once, for want of a descriptor, it finds nothing for the
     * rest of its days. The C library is loaded already, so finding it by its name takes no descriptor.
     */
    private static final class Libraries implements SymbolLookup {

        /** glibc, musl, macOS. */
        private static final String[] NAMES = {"libc.so.6", "libc.so", "libSystem.B.dylib"};

        @Override
        public Optional<MemorySegment> find(String function) {
            Optional<MemorySegment> found = LINKER.defaultLookup().find(function);
            for (int i = 0; i < NAMES.length && found.isEmpty(); i++) {
                found = find(NAMES[i], function);
            }
            return found;
        }

        @SuppressWarnings("restricted") // one of the calls that need native access; the README tells how it is granted
        private static Optional<MemorySegment> find(String library, String function) {
            try {
                return SymbolLookup.libraryLookup(library, Arena.global()).find(function);
            } catch (IllegalArgumentException absent) {
                return Optional.empty();
            }
        }
    }

    /** Links a function that leaves its error in {@code errno} or {@code GetLastError}. */
    @SuppressWarnings("restricted") // as above
    public static MethodHandle link(String errorState, MemorySegment function, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(function, descriptor, Linker.Option.captureCallState(errorState));
    }

    /** {@return a handle for every function of so many machine words, followed by so many pointers} */
    @SuppressWarnings("restricted") // as above
    static MethodHandle words(int words, int pointers) {
        return LINKER.downcallHandle(descriptor(words, pointers), Linker.Option.captureCallState("errno"));
    }

    /** {@return the same for variadic functions, whose arguments travel elsewhere on macOS/AArch64} */
    @SuppressWarnings("restricted") // as above
    static MethodHandle variadicWords(int words, int firstVariadic) {
        return LINKER.downcallHandle(
                descriptor(words, 0),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(firstVariadic));
    }

    private static FunctionDescriptor descriptor(int words, int pointers) {
        MemoryLayout[] arguments = new MemoryLayout[words + pointers];
        Arrays.fill(arguments, 0, words, JAVA_LONG);
        Arrays.fill(arguments, words, arguments.length, ADDRESS);
        return FunctionDescriptor.of(JAVA_LONG, arguments);
    }

    /** Turns what a handle threw into something unchecked: a linked function itself throws nothing. */
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
