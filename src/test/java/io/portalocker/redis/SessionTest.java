package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionTest {

    /** Jedis would connect again, and a subscription that came back by itself would be a lock taken without asking. */
    @Test
    void aConnectionThatWasEndedNeverComesBack() throws Exception {
        try (var redis = LiveRedis.start()) {
            var session = Session.over(new JedisWire(redis.connection()));
            var ended = new CountDownLatch(1);
            session.listener(new Session.Listener() {
                @Override
                public void message(String channel, String message) {}

                @Override
                public void ended(IOException why) {
                    ended.countDown();
                }
            });
            session.send(Request.of("CLIENT", "SETNAME", "victim-lock-x"))
                    .getFirst()
                    .await(TimeUnit.SECONDS.toNanos(30));
            redis.killHolders("victim");
            assertTrue(ended.await(30, TimeUnit.SECONDS));
            assertThrows(IOException.class, () -> session.send(Request.of("PING")));
            assertEquals(List.of(), redis.clients());
        }
    }
}
