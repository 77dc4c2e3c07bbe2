package io.portalocker.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server is one at which all contenders meet. Subscriptions are not replicated and are counted by each node alone,
 * so two who ask two nodes both find the lock free.
 */
final class Standing {

    /** Sentinels listen there at each server that they watch. */
    private static final String SENTINELS = "__sentinel__:hello";

    private final Replicas replicas;

    Standing(Replicas replicas) {
        this.replicas = replicas;
    }

    /**
     * What to ask at each check; without {@code ROLE}, which needs a right of its own, where replicas do not matter.
     */
    List<Request> questions() {
        return replicas == Replicas.ACCEPT
                ? List.of(Request.of("HELLO"))
                : List.of(Request.of("ROLE"), Request.of("PUBSUB", "NUMSUB", SENTINELS));
    }

    /** Judges the answers, for which it waits: what is wrong with the server, or null. */
    @Nullable
    String objection(List<Reply> replies, long patience) throws IOException, InterruptedException {
        List<Object> answers = new ArrayList<>();
        for (Reply each : replies) {
            answers.add(each.await(patience));
        }
        return answers.getFirst() instanceof Map<?, ?> hello ? objection(hello) : objection(answers);
    }

    /** Judges what the server says of itself when it is greeted. */
    @Nullable
    String objection(Map<?, ?> hello) {
        if (hello.get("mode") instanceof String mode && !mode.equals("standalone")) {
            return "is a Redis " + mode + ", whose nodes count only their own subscribers";
        }
        if (hello.get("role") instanceof String role && !role.equals("master")) {
            return "is a " + role + ", which counts only its own subscribers";
        }
        return null;
    }

    private static @Nullable String objection(List<Object> answers) throws IOException {
        if (!(answers.get(0) instanceof List<?> role)
                || role.isEmpty()
                || !(answers.get(1) instanceof List<?> sentinels)
                || sentinels.isEmpty()) {
            throw new IOException("the answer to ROLE or PUBSUB NUMSUB is no list, or an empty one");
        }
        if (!"master".equals(role.getFirst())) {
            return "has become a replica, which counts only its own subscribers";
        }
        if (role.size() > 2 && role.get(2) instanceof List<?> attached && !attached.isEmpty()) {
            return "has replicas, one of which may replace it and knows of no holder";
        }
        if (sentinels.getLast() instanceof Long watching && watching > 0) {
            return "is watched by a sentinel, which may replace it by a server that knows of no holder";
        }
        return null;
    }
}
