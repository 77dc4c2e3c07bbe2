package io.portalocker.redis;

import io.portalocker.LockIOException;
import io.portalocker.internal.wait.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Contends for a channel on one session: subscribe, count, ask, decide, confirm, or leave. */
final class Contender {

    /** What came of an attempt. */
    enum Outcome {
        HELD,
        /** Somebody else has it, or goes first; we have left. */
        CONTENDED,
        /** Elected, but not alone yet; we are still subscribed. */
        ELECTED,
        /** The answers contradict each other. */
        UNCLEAR
    }

    private static final int NO_TOKEN = -1;

    /** After so many attempts that came to nothing others come and go so fast that it takes more to see who is dead. */
    static final int HASTY = 3;

    private static final long SHORT_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private final RedisLock lock;
    private final Session session;
    private final Participant participant;
    private final Deadline deadline;
    private final long unavailable;
    private final long patience;

    private boolean subscribed;
    private boolean named;
    private long token = NO_TOKEN;
    private long lastCount;
    private List<RedisHolder> lastPresent = List.of();
    private List<String> strangers = List.of();
    private boolean silence;

    /** How many attempts one after the other came to nothing. */
    private int unclear;

    Contender(RedisLock lock, Session session, Deadline deadline, long patience) throws LockIOException {
        this.lock = lock;
        this.session = session;
        this.participant =
                new Participant(session, lock.channel(), lock.shared() ? RedisMode.SHARED : RedisMode.PENDING);
        this.deadline = deadline;
        this.unavailable = lock.unavailableTimeout().toNanos();
        this.patience = patience;
        session.listener(participant);
    }

    Participant participant() {
        return participant;
    }

    Session session() {
        return session;
    }

    long patience() {
        return patience;
    }

    long token() {
        return token;
    }

    boolean isSubscribed() {
        return subscribed;
    }

    /** How many were subscribed when last counted. */
    long lastCount() {
        return lastCount;
    }

    /** Who answered when last asked. */
    List<RedisHolder> lastPresent() {
        return lastPresent;
    }

    /** Whether somebody was silent when last asked, and no holder. */
    boolean silence() {
        return silence;
    }

    /** Subscribers that are no holders, if there was silence. */
    List<String> strangers() {
        return strangers;
    }

    Outcome attempt() throws IOException, InterruptedException {
        Outcome outcome = subscribed ? decide() : enter();
        unclear = outcome == Outcome.UNCLEAR ? unclear + 1 : 0;
        if (outcome == Outcome.CONTENDED
                || (outcome == Outcome.UNCLEAR && !participant.state().elected())) {
            leave();
        }
        if (outcome == Outcome.HELD && token != NO_TOKEN) {
            Fence.drawn(lock, session, token);
        }
        return outcome;
    }

    /**
     * Subscribes, counts, and draws a token, all in one go. A writer that was alone has the lock: whoever came later is told
     * by it that it is exclusive, since it answers nobody before it knows. A token drawn together with a higher count is
     * thrown away: tokens increase, they need not be consecutive.
     */
    private Outcome enter() throws IOException, InterruptedException {
        List<Request> requests = new ArrayList<>();
        requests.add(Request.of("CLIENT", "SETNAME", participant.clientName()));
        requests.add(Request.of("SUBSCRIBE", lock.channel()));
        requests.add(Census.countCommand(lock.channel()));
        boolean draws = lock.fencing() && !lock.shared();
        if (draws) {
            requests.add(Fence.draw(lock, session));
        }
        Standing standing = lock.server().standing();
        int asked = requests.size();
        boolean judges = session.freshness().isUnjudgedFor(unavailable / HealthCheck.IN_TIMEOUT);
        if (judges) {
            requests.addAll(standing.questions());
        }
        named = true;
        subscribed = true;
        participant.postponeAnswers();
        List<Reply> replies;
        try {
            replies = session.send(requests.toArray(Request[]::new));
            replies.get(0).await(patience);
            replies.get(1).await(patience);
            lastCount = Census.count(replies.get(2), patience);
            if (!lock.shared()) {
                participant.become(lastCount == 1 ? RedisMode.EXCLUSIVE : RedisMode.PENDING, false);
            }
            if (judges) {
                judge(standing, replies.subList(asked, replies.size()));
            }
        } finally {
            participant.answerPostponed();
        }
        if (lastCount == 1) {
            token = draws ? Fence.token(lock, session, replies.get(3), patience) : NO_TOKEN;
            return Outcome.HELD;
        }
        return decideAmong(ask());
    }

    /** What was a master when the session was opened may be a replica by now. */
    private void judge(Standing standing, List<Reply> replies) throws IOException, InterruptedException {
        String objection = standing.objection(replies, patience);
        if (objection != null) {
            throw RedisFailures.unsupported(lock.server(), objection);
        }
        session.freshness().judged();
    }

    private Outcome decide() throws IOException, InterruptedException {
        lastCount = count();
        if (lastCount == 1) {
            if (!lock.shared()) {
                participant.become(RedisMode.EXCLUSIVE, participant.state().elected());
                return confirm();
            }
            return Outcome.HELD;
        }
        return decideAmong(ask());
    }

    private Outcome decideAmong(@Nullable List<RedisHolder> present) throws IOException, InterruptedException {
        if (present == null) {
            return Outcome.UNCLEAR;
        }
        boolean elected = participant.state().elected();
        return switch (Election.decide(participant.id(), lock.shared(), elected, present)) {
            case ENTER -> {
                if (lock.shared()) {
                    yield Outcome.HELD;
                }
                participant.become(RedisMode.EXCLUSIVE, true);
                yield confirm();
            }
            case STAY -> {
                participant.become(RedisMode.PENDING, true);
                yield Outcome.ELECTED;
            }
            case LEAVE -> Outcome.CONTENDED;
        };
    }

    /** Two writers may both have seen themselves first; whoever is visible as exclusive looks again. */
    private Outcome confirm() throws IOException, InterruptedException {
        long start = System.nanoTime();
        long pause = SHORT_PAUSE / 4;
        do {
            if (count() <= 1) {
                return drawToken();
            }
            List<RedisHolder> present = ask();
            if (present != null) {
                switch (Election.confirm(participant.id(), present)) {
                    case HELD -> {
                        return drawToken();
                    }
                    case DEMOTED -> {
                        demote();
                        return Outcome.CONTENDED;
                    }
                    case ASK_AGAIN -> {}
                }
            }
            pause(pause);
            pause = Math.min(2 * pause, 4 * SHORT_PAUSE);
        } while (System.nanoTime() - start < unavailable);
        demote();
        return Outcome.UNCLEAR;
    }

    private void demote() {
        participant.become(RedisMode.PENDING, false);
    }

    private Outcome drawToken() throws IOException, InterruptedException {
        if (lock.fencing()) {
            Reply drawn = session.send(Fence.draw(lock, session)).getFirst();
            token = Fence.token(lock, session, drawn, patience);
        }
        return Outcome.HELD;
    }

    private long count() throws IOException, InterruptedException {
        return Census.count(session.send(Census.countCommand(lock.channel())).getFirst(), patience);
    }

    private @Nullable List<RedisHolder> ask() throws IOException, InterruptedException {
        // No other limit than the deadline: a look takes as long as the server's answers do, and who gave up in the
        // midst of them would never find the dead at a server that is far away.
        long limit = deadline.isImmediate() ? Long.MAX_VALUE : Math.max(deadline.remaining(), Census.SHORTEST);
        Census.Result result =
                Census.take(session, participant, lock.channel(), unavailable, limit, patience, unclear < HASTY);
        switch (result) {
            case Census.Complete complete -> {
                silence = false;
                lastPresent = complete.present();
                return complete.present();
            }
            case Census.Unclear _ -> {
                return null;
            }
            case Census.Silence quiet -> {
                Reaper.Reaped reaped = Reaper.reap(session, lock.channel(), quiet, participant.id(), patience);
                silence = !reaped.holders();
                strangers = silence ? reaped.strangers() : List.of();
                return null;
            }
        }
    }

    /** Leaves the channel, with a name that no peer ends. */
    private void leave() throws IOException {
        participant.become(lock.shared() ? RedisMode.SHARED : RedisMode.PENDING, false);
        session.send(
                Request.of("UNSUBSCRIBE", lock.channel()), Request.of("CLIENT", "SETNAME", lock.channel() + "-waiter"));
        subscribed = false;
    }

    /** A moment that is never the same for two. */
    void pause(long most) throws InterruptedException {
        long nanos = most / 4 + ThreadLocalRandom.current().nextLong(most);
        nanos = deadline.isImmediate() ? nanos : Math.min(nanos, Math.max(deadline.remaining(), 1));
        session.park(new Bell(), nanos);
    }

    /** Gives everything up without waiting for the server, so that the session can serve somebody else. */
    void abandon() throws IOException {
        participant.become(lock.shared() ? RedisMode.SHARED : RedisMode.PENDING, false);
        List<Request> requests = new ArrayList<>();
        if (subscribed) {
            requests.add(Request.of("UNSUBSCRIBE", lock.channel()));
            subscribed = false;
        }
        if (named) {
            requests.add(Request.of("CLIENT", "SETNAME", ""));
        }
        if (!requests.isEmpty()) {
            session.send(requests.toArray(Request[]::new));
        }
    }
}
