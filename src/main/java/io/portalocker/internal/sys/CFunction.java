package io.portalocker.internal.sys;

import static io.portalocker.internal.sys.Downcalls.unexpected;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A function of the C library whose arguments are integers and pointers, called with machine words.
 *
 * <p>To link one more shape of call costs some ten milliseconds in a young JVM, so all functions share one: six words in,
 * one word out. The calling conventions permit it. Each integer or pointer has a register of its own, of which the function
 * reads as many bits as it has declared; registers beyond its parameters it does not read at all; and six fit on x86-64
 * and AArch64 alike. What comes back is another matter: of a 32-bit result the upper half of the register is undefined, so
 * whoever calls such a function narrows the word to {@code int} before looking at it.
 *
 * <p>A pointer passed as a word keeps nothing alive. It has to point into the scratch, or into what the scratch remembers.
 */
public final class CFunction {

    private final String name;
    private final String otherName;

    /** Looked up at the first call. Racy on purpose: at worst it is looked up twice, with one result. */
    private @Nullable MemorySegment address;

    /** Names a function that need not exist until it is called. */
    public CFunction(String name) {
        this(name, name);
    }

    /** Names a function that has another name on some systems; where both are there it is the first. */
    public CFunction(String name, String otherName) {
        this.name = name;
        this.otherName = otherName;
    }

    /** {@return what C calls it} */
    public String name() {
        return name;
    }

    /** Each shape in a class of its own, linked by the first call that needs it. */
    private static final class Words {
        static final MethodHandle HANDLE = Downcalls.words(6, 0);
    }

    /** Calls it with six words. */
    public long call(Scratch scratch, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) Words.HANDLE.invokeExact(address(), scratch.callState(), a, b, c, d, e, f);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    private static final class Variadic {
        static final MethodHandle FROM_THIRD = Downcalls.variadicWords(3, 2);
    }

    /** Calls a function whose third argument is variadic, where that makes a difference. */
    public long callVariadic(Scratch scratch, long a, long b, long variadic) {
        try {
            return (long) Variadic.FROM_THIRD.invokeExact(address(), scratch.callState(), a, b, variadic);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    private static final class Variadic4 {
        static final MethodHandle FROM_FOURTH = Downcalls.variadicWords(4, 3);
    }

    /** The same of the fourth. */
    public long callVariadic(Scratch scratch, long a, long b, long c, long variadic) {
        try {
            return (long) Variadic4.FROM_FOURTH.invokeExact(address(), scratch.callState(), a, b, c, variadic);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    private static final class Guarded {
        static final MethodHandle ONE = Downcalls.words(6, 1);
    }

    /**
     * Calls it while a user's memory is kept open. The linker refuses a segment that this thread must not touch, and no arena
     * can be closed under the call; all it wants for that is to be handed the segment, so it is handed one more argument,
     * behind those the function knows of.
     */
    public long call(Scratch scratch, MemorySegment open, long a, long b, long c, long d) {
        try {
            return (long) Guarded.ONE.invokeExact(address(), scratch.callState(), a, b, c, d, 0L, 0L, open);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    private static final class GuardedMany {
        static final MethodHandle MANY =
                Downcalls.words(6, FileCalls.MAX_AREAS).asSpreader(MemorySegment[].class, FileCalls.MAX_AREAS);
    }

    /** The same with several segments, at most {@link FileCalls#MAX_AREAS}. */
    public long call(Scratch scratch, MemorySegment[] open, long a, long b, long c) {
        MemorySegment[] all = Arrays.copyOf(open, FileCalls.MAX_AREAS);
        Arrays.fill(all, open.length, all.length, MemorySegment.NULL);
        try {
            return (long) GuardedMany.MANY.invokeExact(address(), scratch.callState(), a, b, c, 0L, 0L, 0L, all);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    private MemorySegment address() {
        MemorySegment known = address;
        if (known == null) {
            known = address(Downcalls.LIBRARIES);
            address = known;
        }
        return known;
    }

    /** {@return where it is} */
    public MemorySegment address(SymbolLookup lookup) {
        Optional<MemorySegment> found = lookup.find(name);
        if (found.isEmpty()) {
            found = lookup.find(otherName);
        }
        if (found.isEmpty()) {
            throw new UnsatisfiedLinkError("unresolved symbol: " + name);
        }
        return found.get();
    }
}
