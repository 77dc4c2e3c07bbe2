package io.portalocker.redis;

import io.portalocker.AlreadyLockedException;
import io.portalocker.LockException;
import io.portalocker.LockInterruptedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.exceptions.JedisDataException;

/** Asks who is on a channel from outside it. */
final class Probe {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private Probe() {}

    static List<RedisHolder> of(RedisLock lock) throws LockException {
        Session reused = Sessions.OF_JVM.reuse(lock.server());
        if (reused != null) {
            try {
                return on(lock, reused);
            } catch (LockException e) {
                throw e;
            } catch (IOException e) {
                reused.end(e); // it had died while it was idle
            }
        }
        Session session = Sessions.OF_JVM.open(lock.server());
        try {
            return on(lock, session);
        } catch (LockException e) {
            throw e;
        } catch (IOException e) {
            session.end(e);
            throw RedisFailures.lost(lock.server(), e);
        }
    }

    private static List<RedisHolder> on(RedisLock lock, Session session) throws IOException {
        long unavailable = lock.unavailableTimeout().toNanos();
        Participant asker = new Participant(session, lock.channel(), RedisMode.SHARED);
        session.listener(asker);
        long start = System.nanoTime();
        try {
            do {
                Census.Result result =
                        Census.take(session, asker, lock.channel(), unavailable, unavailable, unavailable, true);
                if (result instanceof Census.Complete complete) {
                    Sessions.OF_JVM.giveBack(lock.server(), session);
                    return complete.present();
                }
                TimeUnit.NANOSECONDS.sleep(PAUSE);
            } while (System.nanoTime() - start < unavailable);
        } catch (InterruptedException e) {
            Sessions.OF_JVM.giveBack(lock.server(), session);
            Thread.currentThread().interrupt();
            throw new LockInterruptedException("interrupted while asking Redis channel '" + lock.channel() + "'");
        } catch (JedisDataException e) {
            Sessions.OF_JVM.giveBack(lock.server(), session);
            throw RedisFailures.refused(lock.server(), "probe '" + lock.channel() + "'", e);
        }
        Sessions.OF_JVM.giveBack(lock.server(), session);
        throw new AlreadyLockedException(
                "not all subscribers of Redis channel '" + lock.channel() + "' at " + lock.server() + " answered",
                Duration.ofNanos(System.nanoTime() - start),
                List.of());
    }
}
