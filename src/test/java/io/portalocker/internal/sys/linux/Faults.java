package io.portalocker.internal.sys.linux;

import io.portalocker.internal.sys.CFunction;
import io.portalocker.internal.sys.Scratch;
import java.io.Serial;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The C library of a JVM in which one call goes wrong when told to. It stands under all four call interfaces: nothing of this
 * library reaches the system but through here. To be installed before anything else is used.
 */
public final class Faults extends Native {

    private static final CFunction CLOSE = new CFunction("close");

    private static final int LOCK_NB = 4;
    private static final int LOCK_UN = 8;

    private static volatile Optional<Session> session = Optional.empty();

    private Faults() {}

    /** How a call goes wrong. */
    public enum Way {
        /** It is not made, and leaves an error. */
        FAILS,
        /** It is made, and leaves an error all the same: a network file system that lost the answer. */
        FAILS_AFTERWARDS,
        /** The thread is interrupted, and then it is made. */
        INTERRUPTED_BEFORE,
        /** It is made, and then the thread is interrupted. */
        INTERRUPTED_AFTERWARDS,
        /** It takes one byte. */
        SHORT,
        /** It is not made, but an error thrown. */
        THROWS
    }

    /**
     * What goes wrong.
     *
     * @param call which call, see {@link #name}
     * @param occurrence the how manieth of that name
     * @param way how
     * @param error the symbol of the error it leaves; empty where it leaves none
     */
    public record Fault(String call, int occurrence, Way way, String error) {}

    /** What a call throws. */
    public static final class Injected extends Error {

        @Serial
        private static final long serialVersionUID = 1;

        Injected(String call) {
            super("injected at " + call);
        }
    }

    /** Some calls in a row, counted by name; one of them may go wrong. */
    public static final class Session {
        private final Optional<Fault> fault;
        private final Thread user = Thread.currentThread();

        /** Guarded by this. */
        private final Map<String, Integer> counts = new LinkedHashMap<>();

        /** From where each call was made, each time; only of a session without a fault. Guarded by this. */
        private final Map<String, List<String>> origins = new LinkedHashMap<>();

        private volatile boolean reached;

        private Session(Optional<Fault> fault) {
            this.fault = fault;
        }

        private synchronized Optional<Fault> next(String call) {
            int count = counts.merge(call, 1, Integer::sum);
            if (fault.isEmpty()) {
                origins.computeIfAbsent(call, c -> new ArrayList<>()).add(origin());
            }
            Optional<Fault> due = fault.filter(f -> f.call().equals(call) && f.occurrence() == count)
                    .filter(f -> !isInterrupt(f) || !isListener());
            reached |= due.isPresent();
            return due;
        }

        /** The way through the library, by its lines. */
        private static String origin() {
            return StackWalker.getInstance()
                    .walk(frames -> frames.filter(frame -> frame.getClassName().startsWith("io.portalocker."))
                            .map(frame -> frame.getClassName() + ":" + frame.getLineNumber())
                            .filter(line -> !line.startsWith(Faults.class.getName()))
                            .collect(Collectors.joining(" ")));
        }

        /** A thread that listens for many comes to it when the user is elsewhere. */
        private static boolean isListener() {
            return Thread.currentThread().getName().startsWith("portalocker-events");
        }

        private static boolean isInterrupt(Fault fault) {
            return fault.way() == Way.INTERRUPTED_BEFORE || fault.way() == Way.INTERRUPTED_AFTERWARDS;
        }

        /** {@return how often each call was made} */
        public synchronized Map<String, Integer> counts() {
            return new LinkedHashMap<>(counts);
        }

        /** {@return for each call the occurrences that are the first from where they were made} */
        public synchronized Map<String, List<Integer>> firsts() {
            Map<String, List<Integer>> firsts = new LinkedHashMap<>();
            origins.forEach((call, all) -> {
                Set<String> seen = new HashSet<>();
                firsts.put(
                        call,
                        IntStream.range(0, all.size())
                                .filter(i -> seen.add(all.get(i)))
                                .mapToObj(i -> i + 1)
                                .toList());
            });
            return firsts;
        }

        /** {@return whether it came to the call that was to go wrong} */
        public boolean wasReached() {
            return reached;
        }
    }

    public static void install() {
        Native.replace(new Faults());
    }

    /** From now on calls are counted, and one goes wrong. */
    public static Session begin(Optional<Fault> fault) {
        Session begun = new Session(fault);
        session = Optional.of(begun);
        return begun;
    }

    /** From now on nothing goes wrong. */
    public static void end() {
        session = Optional.empty();
    }

    @Override
    protected long call(CFunction function, Scratch scratch, long a, long b, long c, long d, long e, long f) {
        return make(name(function, a, b, c), scratch, () -> super.call(function, scratch, a, b, c, d, e, f));
    }

    @Override
    protected long call(CFunction function, Scratch scratch, int fd, MemorySegment memory, long bytes, long offset) {
        Optional<Session> now = session;
        if (now.isEmpty()) {
            return super.call(function, scratch, fd, memory, bytes, offset);
        }
        Optional<Fault> fault = now.get().next(function.name());
        long taken = fault.isPresent() && fault.get().way() == Way.SHORT ? Math.min(1, bytes) : bytes;
        return make(
                now.get(),
                fault,
                function.name(),
                scratch,
                () -> super.call(function, scratch, fd, memory, taken, offset));
    }

    private interface Call {
        long make();
    }

    private long make(String name, Scratch scratch, Call call) {
        Optional<Session> now = session;
        return now.isEmpty() ? call.make() : make(now.get(), now.get().next(name), name, scratch, call);
    }

    private long make(Session now, Optional<Fault> fault, String name, Scratch scratch, Call call) {
        if (fault.isEmpty()) {
            return call.make();
        }
        // Linux closes, whatever it answers; what never ended a watch would leave it behind, and nobody could help
        // that.
        boolean closes = name.equals("close") || name.equals("inotify_rm_watch");
        return switch (fault.get().way()) {
            case FAILS -> {
                if (closes) {
                    call.make();
                }
                yield refuse(scratch, name, fault.get());
            }
            case FAILS_AFTERWARDS -> {
                long result = call.make();
                if (result >= 0 && (name.startsWith("open") || name.equals("inotify_init1"))) {
                    super.call(CLOSE, scratch, result, 0, 0, 0, 0, 0);
                }
                yield refuse(scratch, name, fault.get());
            }
            case INTERRUPTED_BEFORE -> {
                now.user.interrupt();
                yield call.make();
            }
            case INTERRUPTED_AFTERWARDS -> {
                long result = call.make();
                now.user.interrupt();
                yield result;
            }
            case SHORT -> call.make();
            case THROWS -> {
                if (closes) {
                    call.make();
                }
                throw new Injected(name);
            }
        };
    }

    private static long refuse(Scratch scratch, String name, Fault fault) {
        int error = number(fault.error());
        if (name.startsWith("pthread_")) {
            return error;
        }
        scratch.callState().set(ValueLayout.JAVA_INT, 0, error);
        return -1;
    }

    private static final Map<String, Integer> NUMBERS = new HashMap<>();

    private static synchronized int number(String symbol) {
        return NUMBERS.computeIfAbsent(symbol, s -> {
            try {
                return (int) io.portalocker.bindings.linux.LinuxConstants.class
                        .getMethod(s)
                        .invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(s, e);
            }
        });
    }

    /** What a call is called here: locking, waiting and unlocking are one function with different arguments. */
    private static String name(CFunction function, long a, long b, long c) {
        return switch (function.name()) {
            case "syscall" ->
                a == Arch.current().sysStatx()
                        ? "statx"
                        : a == Arch.current().sysRenameat2() ? "renameat2" : "getdents64";
            case "flock" -> (b & LOCK_UN) != 0 ? "flock (unlock)" : (b & LOCK_NB) != 0 ? "flock (try)" : "flock (wait)";
            case "fcntl" -> record((int) b, c);
            default -> function.name();
        };
    }

    @SuppressWarnings("restricted")
    private static String record(int command, long address) {
        if (command == Numbers.F_SETLK || command == Numbers.F_OFD_SETLK) {
            short type = MemorySegment.ofAddress(address).reinterpret(2).get(ValueLayout.JAVA_SHORT, 0);
            return type == Numbers.F_UNLCK ? "fcntl (unlock)" : "fcntl (try)";
        }
        return "fcntl (wait)";
    }
}
