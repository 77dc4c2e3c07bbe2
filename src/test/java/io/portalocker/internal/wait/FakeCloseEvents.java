package io.portalocker.internal.wait;

import io.portalocker.internal.sys.CloseEvents;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.SysException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** News that a test makes, and a record of what was asked for. The watch of a file has its descriptor's number. */
final class FakeCloseEvents implements CloseEvents {

    /** A failure of any call. */
    final SysException failure = new SysException("fake", 5, "fails on purpose", ErrorKind.OTHER);

    /** What the next calls of {@link #await} do. */
    interface News {
        int[] get() throws SysException;
    }

    final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile boolean closingFails;

    /** The descriptor that cannot be watched. */
    volatile long refused = -1;

    /** How many sources were opened. Guarded by this. */
    private long opened;

    void say(int... watches) {
        news.add(() -> watches);
    }

    @Override
    public synchronized long open() {
        calls.add("open " + ++opened);
        return opened;
    }

    @Override
    public void close(long source) throws SysException {
        calls.add("close " + source);
        if (closingFails) {
            throw failure;
        }
    }

    @Override
    public int watch(long source, long descriptor) throws SysException {
        if (descriptor == refused) {
            throw failure;
        }
        calls.add("watch " + source + " " + descriptor);
        return (int) descriptor;
    }

    @Override
    public void unwatch(long source, int watch) {
        calls.add("unwatch " + source + " " + watch);
    }

    @Override
    public int[] await(long source, int milliseconds) throws SysException {
        if (source < 1) {
            throw new AssertionError("nothing to listen to: " + source);
        }
        try {
            return news.take().get();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
