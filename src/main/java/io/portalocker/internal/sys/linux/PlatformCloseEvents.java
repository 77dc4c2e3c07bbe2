package io.portalocker.internal.sys.linux;

import static io.portalocker.bindings.linux.LinuxConstants.EINTR;
import static io.portalocker.bindings.linux.LinuxConstants.IN_CLOEXEC;
import static io.portalocker.bindings.linux.LinuxConstants.IN_CLOSE_NOWRITE;
import static io.portalocker.bindings.linux.LinuxConstants.IN_CLOSE_WRITE;
import static io.portalocker.bindings.linux.LinuxConstants.IN_DELETE_SELF;
import static io.portalocker.bindings.linux.LinuxConstants.IN_MOVE_SELF;
import static io.portalocker.bindings.linux.LinuxConstants.IN_NONBLOCK;
import static io.portalocker.bindings.linux.LinuxConstants.POLLIN;

import io.portalocker.bindings.linux.inotify_event;
import io.portalocker.bindings.linux.pollfd;
import io.portalocker.internal.sys.CloseEvents;
import io.portalocker.internal.sys.IoBuffer;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.posix.CString;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;

/** inotify(7). A file is watched through its descriptor, so that the watch is on the inode that is to be locked. */
public final class PlatformCloseEvents implements CloseEvents {

    static final PlatformCloseEvents INSTANCE = new PlatformCloseEvents();

    private PlatformCloseEvents() {}

    @Override
    public long open() throws SysException {
        try (Scratch scratch = Scratch.take()) {
            return check("inotify_init1", NativeWaits.inotifyInit(scratch, IN_CLOEXEC() | IN_NONBLOCK()), scratch);
        }
    }

    @Override
    public void close(long source) throws SysException {
        new PlatformFiles().close(source);
    }

    @Override
    public int watch(long source, long descriptor) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            MemorySegment path = CString.of(scratch, "/proc/self/fd/" + descriptor);
            int mask = IN_CLOSE_WRITE() | IN_CLOSE_NOWRITE() | IN_DELETE_SELF() | IN_MOVE_SELF();
            return check("inotify_add_watch", NativeWaits.inotifyAdd(scratch, (int) source, path, mask), scratch);
        }
    }

    @Override
    public void unwatch(long source, int watch) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            check("inotify_rm_watch", NativeWaits.inotifyRemove(scratch, (int) source, watch), scratch);
        }
    }

    @Override
    public int[] await(long source, int milliseconds) throws SysException {
        if (!isReadable((int) source, milliseconds)) {
            return new int[0];
        }
        try (IoBuffer buffer = IoBuffer.take()) {
            long bytes = new PlatformFiles().read(source, buffer.segment());
            return watches(buffer.segment().asSlice(0, bytes));
        }
    }

    private static boolean isReadable(int source, int milliseconds) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            MemorySegment request = scratch.area();
            pollfd.fd(request, source);
            pollfd.events(request, (short) POLLIN());
            int ready = NativeWaits.poll(scratch, request, 1, milliseconds);
            return ready >= 0 ? ready > 0 : check("poll", scratch.error() == EINTR() ? 0 : -1, scratch) > 0;
        }
    }

    /** Events stand one behind the other, each with the length of the name behind it. An overflow has watch -1. */
    static int[] watches(MemorySegment events) {
        IntStream.Builder watches = IntStream.builder();
        long header = inotify_event.layout().byteSize();
        for (long at = 0; at + header <= events.byteSize(); ) {
            MemorySegment event = events.asSlice(at);
            watches.add(inotify_event.wd(event));
            at += header + inotify_event.len(event);
        }
        return watches.build().toArray();
    }

    private static int check(String call, int result, Scratch scratch) throws SysException {
        if (result < 0) {
            throw PlatformFiles.ERRORS.failure(call, scratch.error());
        }
        return result;
    }
}
