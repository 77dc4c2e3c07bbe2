package io.portalocker.torture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Where a JVM tells the referee what it does: {@code src/test/c/referee.h}. */
final class Seat {

    /** What is counted of a worker, with its number in {@code referee.h}. */
    enum Counter {
        LOST(0),
        FAILED(1),
        TIMED_OUT(2),
        INTERRUPTED(3),
        CANCELLED(4),
        EXHAUSTED(5);

        private final int number;

        Counter(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    private final SymbolLookup library;
    private final MethodHandle stopped;
    private final MethodHandle await;
    private final MethodHandle awaited;
    private final MethodHandle enter;
    private final MethodHandle leave;
    private final MethodHandle read;
    private final MethodHandle write;
    private final MethodHandle inode;
    private final MethodHandle count;

    @SuppressWarnings("restricted")
    Seat(String library, String page, int worker, String data) {
        this.library = SymbolLookup.libraryLookup(Path.of(library), Arena.global());
        stopped = function("stopped", FunctionDescriptor.of(JAVA_INT));
        await = procedure("wait", JAVA_INT, JAVA_INT);
        awaited = procedure("waited", JAVA_INT);
        enter = function("enter", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
        leave = procedure("leave", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
        read = function("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
        write = procedure("write", JAVA_INT, JAVA_INT, JAVA_LONG);
        inode = function("inode", FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
        count = procedure("count", JAVA_INT, JAVA_INT, JAVA_INT);
        MethodHandle open = function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            if ((int) call(open, arena.allocateFrom(page), worker, arena.allocateFrom(data)) != 0) {
                throw new AssertionError("the referee's page cannot be opened");
            }
        }
    }

    private MethodHandle procedure(String name, MemoryLayout... parameters) {
        return function(name, FunctionDescriptor.ofVoid(parameters));
    }

    @SuppressWarnings("restricted")
    private MethodHandle function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker()
                .downcallHandle(library.find("referee_" + name).orElseThrow(), descriptor);
    }

    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    boolean stopped() {
        return (int) call(stopped) != 0;
    }

    void await(int thread, int lock) {
        call(await, thread, lock);
    }

    void awaited(int thread) {
        call(awaited, thread);
    }

    boolean enter(int thread, int lock, int most, long inode) {
        return (int) call(enter, thread, lock, most, inode) != 0;
    }

    void leave(int thread, int lock, int most, long inode) {
        call(leave, thread, lock, most, inode);
    }

    /** Sees whether the number that the lock protects is the last one written, and writes the next. */
    void increment(int thread, int lock) {
        call(write, thread, lock, call(read, lock));
    }

    long inode(long descriptor) {
        return (long) call(inode, (int) descriptor);
    }

    void count(int thread, int lock, Counter what) {
        call(count, thread, lock, what.number());
    }
}
