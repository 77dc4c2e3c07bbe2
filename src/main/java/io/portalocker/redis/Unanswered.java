package io.portalocker.redis;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The commands that the server has not answered, in the order in which it will. */
final class Unanswered {

    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();

    void add(Reply reply) {
        replies.add(reply);
    }

    /** Takes the one that an answer is for. */
    Reply next() {
        Reply reply = replies.poll();
        if (reply == null) {
            throw new IllegalStateException("an answer without a question");
        }
        return reply;
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
