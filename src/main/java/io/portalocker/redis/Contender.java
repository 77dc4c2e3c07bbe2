package io.portalocker.redis;

import io.portalocker.internal.wait.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** Contends for a channel on one session: subscribe, count, ask, decide, confirm, or leave and wait. */
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
    private static final long SHORT_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    /** Over how long waiting writers spread their attempts after a departure. */
    static final long SPREAD = TimeUnit.MILLISECONDS.toNanos(1);

    private final RedisLock lock;
    private final Session session;
    private final Participant participant;
    private final Deadline deadline;
    private final long unavailable;
    private final long patience;

    private boolean subscribed;
    private boolean hearsDepartures;
    private long token = NO_TOKEN;
    private long lastCount;
    private List<RedisHolder> lastPresent = List.of();
    private List<String> strangers = List.of();
    private boolean silence;

    Contender(RedisLock lock, Session session, Deadline deadline, long patience) {
        this.lock = lock;
        this.session = session;
        this.participant = new Participant(session, lock.channel(), lock.shared());
        this.deadline = deadline;
        this.unavailable = lock.unavailableTimeout().toNanos();
        this.patience = patience;
        session.listener(participant);
    }

    Participant participant() {
        return participant;
    }

    long token() {
        return token;
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

    /**
     * Lets those who were waiting at the latest release of this session go first: it knows of it before them, and would
     * have the lock again each time.
     */
    void giveWay() throws InterruptedException {
        long nanos = Math.min(session.courtesy(lock.channel()), deadline.remaining());
        if (nanos > 0) {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    }

    Outcome attempt() throws IOException, InterruptedException {
        Outcome outcome = decide();
        if (outcome == Outcome.HELD && !lock.shared()) {
            outcome = confirm();
        }
        if (outcome == Outcome.CONTENDED
                || (outcome == Outcome.UNCLEAR && !participant.state().elected())) {
            leave();
        }
        return outcome;
    }

    private Outcome decide() throws IOException, InterruptedException {
        lastCount = subscribed ? count() : subscribe();
        if (lastCount == 1) {
            if (!lock.shared()) {
                participant.become(RedisMode.EXCLUSIVE, participant.state().elected());
            }
            return Outcome.HELD;
        }
        List<RedisHolder> present = ask();
        if (present == null) {
            return Outcome.UNCLEAR;
        }
        boolean elected = participant.state().elected();
        return switch (Election.decide(participant.id(), lock.shared(), elected, present)) {
            case ENTER -> {
                if (!lock.shared()) {
                    participant.become(RedisMode.EXCLUSIVE, true);
                }
                yield Outcome.HELD;
            }
            case STAY -> {
                participant.become(RedisMode.PENDING, true);
                yield Outcome.ELECTED;
            }
            case LEAVE -> Outcome.CONTENDED;
        };
    }

    /** Two writers may both have seen themselves alone or first; whoever is visible as exclusive looks again. */
    private Outcome confirm() throws IOException, InterruptedException {
        long start = System.nanoTime();
        boolean alone = lastCount == 1;
        long pause = SHORT_PAUSE / 4;
        do {
            if (countAndDrawToken(alone) <= 1) {
                return drawToken();
            }
            alone = false;
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

    /**
     * The server runs both in this order, so a token drawn right after a count of one was drawn by the holder. If it
     * counted more, the token is thrown away: tokens increase, they need not be consecutive.
     */
    private long countAndDrawToken(boolean draw) throws IOException, InterruptedException {
        if (!draw || !lock.fencing()) {
            return count();
        }
        List<Reply> replies =
                session.send(Census.countCommand(lock.channel()), Session.command(Command.INCR, lock.fenceKey()));
        long count = Census.count(replies.get(0), patience);
        long drawn = replies.get(1).awaitNumber(patience);
        token = count <= 1 ? drawn : NO_TOKEN;
        return count;
    }

    private Outcome drawToken() throws IOException, InterruptedException {
        if (lock.fencing() && token == NO_TOKEN) {
            token = session.send(Session.command(Command.INCR, lock.fenceKey()))
                    .getFirst()
                    .awaitNumber(patience);
        }
        return Outcome.HELD;
    }

    private long subscribe() throws IOException, InterruptedException {
        subscribed = true;
        List<Reply> replies = session.send(
                Session.command(Command.CLIENT, "SETNAME", participant.clientName()),
                Session.command(Command.SUBSCRIBE, lock.channel()),
                Census.countCommand(lock.channel()));
        replies.get(0).await(patience);
        replies.get(1).await(patience);
        return Census.count(replies.get(2), patience);
    }

    private long count() throws IOException, InterruptedException {
        return Census.count(session.send(Census.countCommand(lock.channel())).getFirst(), patience);
    }

    private @Nullable List<RedisHolder> ask() throws IOException, InterruptedException {
        // A little more than the silence it takes to give somebody up, where there is time for that.
        long enough = 2 * unavailable;
        long limit = deadline.isImmediate() ? enough : Math.clamp(deadline.remaining(), Census.SHORTEST, enough);
        Census.Result result = Census.take(session, participant, lock.channel(), unavailable, limit, patience);
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
                Reaper.Reaped reaped =
                        Reaper.reap(session, lock.channel(), quiet.present(), participant.id(), patience);
                silence = reaped.killed() == 0;
                strangers = silence ? reaped.strangers() : List.of();
                return null;
            }
        }
    }

    /** Leaves the channel but listens for departures, and counts those who are still there. */
    private void leave() throws IOException, InterruptedException {
        participant.become(lock.shared() ? RedisMode.SHARED : RedisMode.PENDING, false);
        List<CommandArguments> commands = new ArrayList<>();
        commands.add(Session.command(Command.UNSUBSCRIBE, lock.channel()));
        commands.add(Session.command(Command.CLIENT, "SETNAME", lock.channel() + "-waiter"));
        boolean first = !hearsDepartures;
        if (first) {
            commands.add(Session.command(Command.SUBSCRIBE, Participant.departuresOf(lock.channel())));
            hearsDepartures = true;
        }
        commands.add(Census.countCommand(lock.channel()));
        List<Reply> replies = session.send(commands.toArray(CommandArguments[]::new));
        subscribed = false;
        if (first) {
            replies.get(2).await(patience); // says no if the channel is not permitted
        }
        lastCount = Census.count(replies.getLast(), patience);
    }

    /**
     * Waits until another attempt may come to something: somebody says that it has left, the number of subscribers
     * sinks, or the check interval is over, since a holder may have died, or the channel may have changed hands unseen.
     */
    void awaitChange(Outcome outcome) throws IOException, InterruptedException {
        if (outcome == Outcome.UNCLEAR) {
            pause(Math.min(4 * SHORT_PAUSE, lock.waiting().checkInterval().toNanos()));
            return;
        }
        if (outcome == Outcome.ELECTED && !hearsDepartures) {
            hearsDepartures = true;
            session.send(Session.command(Command.SUBSCRIBE, Participant.departuresOf(lock.channel())))
                    .getFirst()
                    .await(patience);
        }
        if (outcome == Outcome.CONTENDED && lastCount == 0) {
            return;
        }
        Pace pace = Pace.of(lock.waiting().checkInterval().toNanos(), announced());
        long holders = outcome == Outcome.ELECTED ? lastCount : inside();
        while (!deadline.hasPassed()) {
            boolean told = participant.departures().await(Math.min(pace.next(), Math.max(deadline.remaining(), 1)));
            if (pace.isOver() || (told && (lock.shared() || outcome == Outcome.ELECTED))) {
                return;
            }
            if (told) {
                // All writers hear it at once. Whoever is first is better left alone than asked by all the others.
                TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(SPREAD));
            }
            if (count() < holders) {
                return;
            }
        }
    }

    /** How many were inside when last asked. Those who only look in do not count: two of them would wake each other. */
    private long inside() {
        return Math.max(
                1,
                lastPresent.stream()
                        .filter(each ->
                                each.mode() != RedisMode.PENDING && !each.id().equals(participant.id()))
                        .count());
    }

    private boolean announced() {
        return !lastPresent.isEmpty() && lastPresent.stream().allMatch(RedisHolder::announces);
    }

    private void pause(long most) throws InterruptedException {
        long nanos = Math.min(most / 4 + ThreadLocalRandom.current().nextLong(most), Math.max(deadline.remaining(), 1));
        TimeUnit.NANOSECONDS.sleep(nanos);
    }

    /** Gives everything up without waiting for the server, so that the session can serve somebody else. */
    void abandon() throws IOException {
        participant.become(lock.shared() ? RedisMode.SHARED : RedisMode.PENDING, false);
        stopSubscribing();
    }

    private void stopSubscribing() throws IOException {
        List<CommandArguments> commands = new ArrayList<>();
        if (subscribed) {
            commands.add(Session.command(Command.UNSUBSCRIBE, lock.channel()));
            subscribed = false;
        }
        stopHearing(commands);
        commands.add(Session.command(Command.CLIENT, "SETNAME", ""));
        session.send(commands.toArray(CommandArguments[]::new));
    }

    private void stopHearing(List<CommandArguments> commands) {
        if (hearsDepartures) {
            commands.add(Session.command(Command.UNSUBSCRIBE, Participant.departuresOf(lock.channel())));
            hearsDepartures = false;
        }
    }

    /** A holder need not hear who leaves. */
    void settle() throws IOException {
        List<CommandArguments> commands = new ArrayList<>();
        stopHearing(commands);
        if (!commands.isEmpty()) {
            session.send(commands.toArray(CommandArguments[]::new));
        }
    }
}
