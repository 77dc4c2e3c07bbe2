package io.portalocker.redis;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The commands that the server has not answered, in the order in which it will. */
final class Unanswered {

    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();

    void add(Reply reply) {
        replies.add(reply);
    }

    /** Takes the one that an answer is for; null if nothing was asked. */
    @Nullable
    Reply next() {
        return replies.poll();
    }

    /** There will be no more answers. */
    void fail(IOException why) {
        Reply lost = replies.poll();
        while (lost != null) {
            lost.complete(why);
            lost = replies.poll();
        }
    }
}
