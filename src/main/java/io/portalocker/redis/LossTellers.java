package io.portalocker.redis;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that tell of losses, which may take as long as they like; there only while there is something to tell. */
final class LossTellers {

    private static final ThreadPoolExecutor EXECUTOR = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("portalocker-redis-loss").factory());

    private LossTellers() {}

    static void tell(Runnable what) {
        EXECUTOR.execute(what);
    }
}
