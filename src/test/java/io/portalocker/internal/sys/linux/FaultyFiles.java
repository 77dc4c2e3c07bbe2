package io.portalocker.internal.sys.linux;

import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.posix.LibC;
import io.portalocker.internal.sys.posix.PosixFiles;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** The file calls of Linux, save for those that a test has planned otherwise. */
public final class FaultyFiles extends PosixFiles {
    private final PlatformFiles real = new PlatformFiles();
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

        /** At the end of the next {@code isAt} not planned for yet, or of another call that fails, something happens. */
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
        super(libC(plan), PlatformFiles.CONSTANTS, PlatformErrors.INSTANCE);
        this.plan = plan;
    }

    /** The C library, save for what is planned. */
    static LibC libC(Plan plan) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            int error = plan.error(method.getName());
            if (error != 0) {
                plan.happen(method.getName());
                ((Scratch) arguments[0]).callState().set(ValueLayout.JAVA_INT, 0, error);
                if (method.getReturnType() == long.class) {
                    return -1L;
                }
                return -1;
            }
            if (method.getName().equals("write")) {
                arguments[3] = Math.min(plan.longestWrite, (long) arguments[3]);
            }
            try {
                return method.invoke(Native.INSTANCE, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (LibC) Proxy.newProxyInstance(LibC.class.getClassLoader(), new Class<?>[] {LibC.class}, handler);
    }

    @Override
    public FileStatus status(long descriptor) throws SysException {
        failAsPlanned("status");
        return real.status(descriptor);
    }

    @Override
    public FileStatus status(Path path) throws SysException {
        failAsPlanned("status");
        return real.status(path);
    }

    @Override
    public boolean isAt(Path path, long device, long inode) throws SysException {
        failAsPlanned("isAt");
        boolean answer = real.isAt(path, device, inode);
        plan.happen("isAt");
        return answer;
    }

    private void failAsPlanned(String call) throws SysException {
        int error = plan.error(call);
        if (error != 0) {
            throw PlatformErrors.INSTANCE.failure(call, error);
        }
    }
}
