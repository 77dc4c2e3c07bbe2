package io.portalocker.internal.sys.linux;

import io.portalocker.internal.sys.CFunction;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** The file calls of Linux, save for those that a test has planned otherwise. */
public final class FaultyFiles extends PlatformFiles {
    private final Plan plan;

    /** What is to go wrong, and what is to happen at certain calls. */
    public static final class Plan {
        private final Map<String, Queue<Integer>> errors = new HashMap<>();
        private final Map<String, Queue<Event>> events = new HashMap<>();
        private long longestWrite = Long.MAX_VALUE;

        /** Something that happens. */
        public interface Event {
            void happen() throws Exception;
        }

        /** The next call of that name not planned for yet fails. */
        public Plan fail(String call, int errno) {
            errors.computeIfAbsent(call, c -> new ArrayDeque<>()).add(errno);
            return this;
        }

        /** The next call of that name not planned for yet succeeds. */
        public Plan pass(String call) {
            return fail(call, 0);
        }

        /** No write takes more bytes than this. */
        public Plan shortWrites(long bytes) {
            longestWrite = bytes;
            return this;
        }

        /**
         * At the end of the next {@code isAt} or {@code status} not planned for yet, before the next {@code exchange}, after
         * it ({@code exchanged}), or at the end of another call that fails, something happens.
         */
        public Plan after(String call, Event event) {
            events.computeIfAbsent(call, c -> new ArrayDeque<>()).add(event);
            return this;
        }

        private int error(String call) {
            Queue<Integer> queue = errors.get(call);
            return queue == null || queue.isEmpty() ? 0 : queue.remove();
        }

        private void happen(String call) {
            Queue<Event> queue = events.get(call);
            if (queue != null && !queue.isEmpty()) {
                try {
                    queue.remove().happen();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    /** Calls that go as planned. */
    public FaultyFiles(Plan plan) {
        super(libC(plan));
        this.plan = plan;
    }

    /** The C library, save for what is planned. */
    static Native libC(Plan plan) {
        return new Native() {
            @Override
            protected long call(CFunction function, Scratch scratch, long a, long b, long c, long d, long e, long f) {
                return fails(function, scratch) ? -1 : super.call(function, scratch, a, b, c, d, e, f);
            }

            @Override
            protected long call(
                    CFunction function, Scratch scratch, int fd, MemorySegment memory, long bytes, long offset) {
                if (fails(function, scratch)) {
                    return -1;
                }
                long taken = function.name().equals("write") ? Math.min(plan.longestWrite, bytes) : bytes;
                return super.call(function, scratch, fd, memory, taken, offset);
            }

            private boolean fails(CFunction function, Scratch scratch) {
                int error = plan.error(function.name());
                if (error != 0) {
                    plan.happen(function.name());
                    scratch.callState().set(ValueLayout.JAVA_INT, 0, error);
                }
                return error != 0;
            }
        };
    }

    @Override
    public FileStatus status(long descriptor) throws SysException {
        failAsPlanned("status");
        return super.status(descriptor);
    }

    @Override
    public FileStatus status(Path path) throws SysException {
        failAsPlanned("status");
        FileStatus answer = super.status(path);
        plan.happen("status");
        return answer;
    }

    @Override
    public void exchange(Path one, Path other) throws SysException {
        failAsPlanned("exchange");
        plan.happen("exchange");
        super.exchange(one, other);
        plan.happen("exchanged");
    }

    @Override
    public boolean isAt(Path path, long device, long inode) throws SysException {
        failAsPlanned("isAt");
        boolean answer = super.isAt(path, device, inode);
        plan.happen("isAt");
        return answer;
    }

    private void failAsPlanned(String call) throws SysException {
        int error = plan.error(call);
        if (error != 0) {
            throw ERRORS.failure(call, error);
        }
    }
}
