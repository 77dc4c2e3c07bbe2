package io.portalocker.internal.sys.windows;

import static io.portalocker.bindings.windows.WindowsConstants.ERROR_NOT_SUPPORTED;
import static io.portalocker.bindings.windows.WindowsConstants.ERROR_OPERATION_ABORTED;

import io.portalocker.bindings.windows.OVERLAPPED;
import io.portalocker.internal.sys.KernelWaits;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/**
 * Blocking {@code LockFileEx}, ended by {@code CancelIoEx}.
 *
 * <p>A lock belongs to its handle, so the handle that is to hold it has to wait. It is not one for overlapped use: each of its
 * reads and writes would need a position and an event of its own then. The call itself blocks instead, and its return is the
 * end of the request, so that neither the system nor a completion is left behind that could lock later. Whether such a
 * request can be cancelled is for {@link WaitProbe} to find out; Windows promises it of none.
 */
final class PlatformKernelWaits implements KernelWaits {

    private final LockRequests requests;

    /** The requests of the threads that are in the call, or about to be. Guarded by this. */
    private final Map<Long, Request> pending = new HashMap<>();

    private static final class Request {
        final long handle;
        final MemorySegment overlapped = Arena.ofAuto().allocate(OVERLAPPED.layout());

        /** Guarded by the monitor of the waits. */
        boolean cancelled;

        Request(long handle) {
            this.handle = handle;
        }
    }

    PlatformKernelWaits(LockRequests requests) {
        this.requests = requests;
    }

    @Override
    public long currentThread() {
        return Thread.currentThread().threadId();
    }

    /** Under the monitor, for the number of a handle and an address mean something else once the request has ended. */
    @Override
    public synchronized void interrupt(long thread) {
        Request request = pending.get(thread);
        if (request != null) {
            request.cancelled = true;
            requests.cancel(request.handle, request.overlapped);
        }
    }

    /**
     * A success that follows a cancellation is taken back: Wine reports one for a request that goes on. So the answer to a
     * cancellation is always no, and whatever the handle may hold it does not hold afterwards.
     */
    @Override
    public boolean lock(Mechanism mechanism, long descriptor, boolean shared) throws SysException {
        if (!HandleTags.isSynchronous(descriptor)) {
            throw PlatformErrors.failure("LockFileEx", ERROR_NOT_SUPPORTED());
        }
        Request request = new Request(descriptor);
        int error;
        boolean cancelled;
        begin(request);
        try {
            error = requests.lock(descriptor, shared, request.overlapped);
        } finally {
            cancelled = end();
        }
        if (error == 0) {
            if (cancelled) {
                requests.unlock(descriptor);
            }
            return !cancelled;
        }
        if (error == ERROR_OPERATION_ABORTED()) {
            return false;
        }
        throw PlatformErrors.failure("LockFileEx", error);
    }

    private synchronized void begin(Request request) {
        pending.put(currentThread(), request);
    }

    private synchronized boolean end() {
        Request request = pending.remove(currentThread());
        return request != null && request.cancelled;
    }
}
