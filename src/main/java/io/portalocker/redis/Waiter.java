package io.portalocker.redis;

import io.portalocker.internal.wait.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Waits between two attempts, and costs the server next to nothing meanwhile. Those of this library announce their leaving
 * and name the next, who goes at once while the others stay. That the holder lives is asked with a ping, the answer to which
 * all who wait hear, so that one question serves them all. Only for a holder that announces nothing are subscribers counted.
 */
final class Waiter {

    /** How long after the last sign of a holder somebody looks. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(1150);

    /** In which all who are inside should have answered; else they are asked in earnest. */
    private static final long ANSWERS = TimeUnit.MILLISECONDS.toNanos(300);

    /** How often those are counted who leave without a word. */
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(60);

    /** How long the next in line may take before the one after it looks. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long LONGEST_GRACE = TimeUnit.MILLISECONDS.toNanos(400);

    /** Portalocker's longest pause between two attempts, and a little: in that time it has had its chance. */
    static final long GUESTS_TURN = TimeUnit.MILLISECONDS.toNanos(430);

    /** How long the first in line may take when somebody has just released. */
    static final long COURTESY = TimeUnit.MILLISECONDS.toNanos(6);

    /** A crowd that is inside at once is heard by nobody: the later one came, the longer it stays away. */
    private static final int FEW = 4;

    private static final long EACH = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long NEVER = Long.MAX_VALUE / 2;

    private final RedisLock lock;
    private final Contender contender;
    private final Deadline deadline;
    private final News news;
    private final Line.Place place;

    private boolean listening;
    private int unclear;

    /** When to do what, as nanoseconds from {@link #start}. */
    private final long start = System.nanoTime();

    private long look;
    private long poll;
    private long turn;
    private long enlist;
    private long verdict;

    /** Since when answers count for the verdict, and how many there should be. */
    private long asked;

    private long expected;

    Waiter(RedisLock lock, Contender contender, Deadline deadline) {
        this.lock = lock;
        this.contender = contender;
        this.deadline = deadline;
        this.place = new Line.Place(contender.participant().id(), lock.shared());
        this.news = new News(place);
        contender.participant().onNews(news::heard);
    }

    private long now() {
        return System.nanoTime() - start;
    }

    private static long random(long most) {
        return ThreadLocalRandom.current().nextLong(Math.max(1, most));
    }

    /** Waits until another attempt may come to something, or the deadline has passed. */
    void awaitChange(Contender.Outcome outcome) throws IOException, InterruptedException {
        if (outcome == Contender.Outcome.UNCLEAR) {
            unclear = Math.min(unclear + 1, 7);
            if (!contender.isSubscribed() && unclear > Contender.HASTY && isTaken()) {
                unclear = 0;
                await(false, 1);
                return;
            }
            long pause = Math.min(
                    TimeUnit.MILLISECONDS.toNanos(2L << unclear),
                    lock.waiting().checkInterval().toNanos());
            contender.pause(Math.max(pause, (contender.lastCount() - FEW) * EACH));
            return;
        }
        unclear = 0;
        boolean elected = outcome == Contender.Outcome.ELECTED;
        long inside = elected ? contender.lastCount() : holders();
        news.elected(elected);
        news.takeLeft();
        if (ask() >= inside) {
            await(elected, inside);
        }
    }

    /**
     * Asks from outside whether somebody has the lock. Where many contend, those who go in spoil each other's counts, and
     * make whoever is inside so busy with answering that it goes on: who has heard of a holder stays out.
     */
    private boolean isTaken() throws IOException, InterruptedException {
        news.takeLeft();
        news.curious(true);
        try {
            ask();
            while (!news.isTakenSince(asked)) {
                long left = Math.min(asked + ANSWERS - System.nanoTime(), deadline.remaining());
                if (left <= 0) {
                    return false;
                }
                contender.session().park(news.bell(), left);
            }
            return true;
        } finally {
            news.curious(false);
        }
    }

    private void await(boolean elected, long inside) throws IOException, InterruptedException {
        turn = NEVER;
        enlist = NEVER;
        poll = NEVER;
        while (!deadline.hasPassed()) {
            if (poll == NEVER && (news.hasForeigner() || hasForeigner())) {
                contender.participant().sawGuest(0); // one that has it now may want it again
                poll = now() + POLL + random(POLL / 2);
            }
            long next = Math.min(Math.min(Math.min(look, poll), Math.min(turn, enlist)), verdict);
            long wait = Math.min(Math.max(1, next - now()), Math.max(1, deadline.remaining()));
            contender.session().park(news.bell(), wait);
            IOException end = contender.session().end();
            if (end != null) {
                throw new IOException(end.getMessage(), end);
            }
            Messages.Left left = news.takeLeft();
            if (left != null && (elected || isMyTurn(left))) {
                return;
            }
            if (!deadline.hasPassed() && hasChanged(inside, elected)) {
                return;
            }
        }
    }

    /** How many are inside for all that is known; those who only look in do not count. */
    private long holders() {
        return Math.max(
                1,
                contender.lastPresent().stream()
                        .filter(each ->
                                each.mode() != RedisMode.PENDING && !each.id().equals(place.id()))
                        .count());
    }

    private boolean hasForeigner() {
        return contender.lastPresent().stream().anyMatch(each -> !each.announces());
    }

    private boolean isMyTurn(Messages.Left left) throws IOException, InterruptedException {
        List<Line.Place> line = left.line();
        Line mine = contender.participant().line();
        mine.replace(Line.behind(line, place));
        if (left.guest() >= 0) {
            contender.participant().sawGuest(left.guest());
            giveWay(GUESTS_TURN);
            return true;
        }
        int position = Line.position(line, place);
        if (position == 0) {
            return true;
        }
        long ahead = position < 0 ? line.size() + 1L : position;
        turn = now() + Math.min(ahead * GRACE, LONGEST_GRACE) + random(GRACE / 4);
        if (position < 0) {
            enlist = now() + GRACE / 8 + random(GRACE / 4); // when the next is in, who keeps the line from then on
        }
        return false;
    }

    /** Does what is due; true if there is a reason for an attempt. */
    private boolean hasChanged(long inside, boolean elected) throws IOException, InterruptedException {
        long now = now();
        if (now >= enlist) {
            enlist = NEVER;
            if (ask() >= inside) {
                turn = NEVER;
            }
        }
        if (now >= verdict) {
            verdict = NEVER;
            // Somebody may have looked in and left: only those who are still there owe an answer. Whoever has it, or is
            // elected, looks after the silent itself.
            if (!news.isTakenSince(asked)
                    && news.answersSince(asked) < expected
                    && news.answersSince(asked) < Math.min(expected, count())) {
                return true;
            }
        }
        if (now >= turn || now >= poll) {
            turn = now >= turn ? NEVER : turn;
            poll = now >= poll ? NEVER : poll;
            return count() < inside;
        }
        if (now >= look) {
            long quiet = System.nanoTime() - news.latestAnswer(System.nanoTime());
            if (quiet < LOOK && !elected) {
                look = now + LOOK - quiet + random(LOOK / 6);
                return false;
            }
            return ask() < inside;
        }
        return false;
    }

    private long count() throws IOException, InterruptedException {
        return Census.count(
                contender.session().send(Census.countCommand(lock.channel())).getFirst(), contender.patience());
    }

    /** Asks whoever is inside, and so gets into line; answers how many are there. */
    private long ask() throws IOException, InterruptedException {
        Request ping =
                Request.of("PUBLISH", lock.channel(), Messages.enlist(Participant.newsOf(lock.channel()), place));
        Session session = contender.session();
        asked = System.nanoTime();
        List<Reply> replies = listening
                ? session.send(ping)
                : session.send(Request.of("SUBSCRIBE", Participant.newsOf(lock.channel())), ping);
        if (!listening) {
            replies.getFirst().await(contender.patience()); // says no if the channel is not permitted
            listening = true;
        }
        expected = replies.getLast().awaitNumber(contender.patience());
        look = now() + LOOK + random(LOOK / 6) + (contender.isSubscribed() ? LOOK / 2 : 0);
        verdict = now() + Math.min(ANSWERS, lock.unavailableTimeout().toNanos() / 2);
        return expected;
    }

    /** Gets into line behind those who were waiting when this process released, once the first of them is in. */
    void queueUp(Promises.Promise promise) throws IOException, InterruptedException {
        long until = now() + promise.courtesy();
        contender
                .participant()
                .line()
                .replace(Line.withoutFirst(promise.line())); // if it is in before them, it must know of them
        while (ask() == 0) {
            if (now() >= until || deadline.hasPassed()) {
                return;
            }
            contender.session().park(news.bell(), COURTESY / 8 + random(COURTESY / 4));
        }
        contender.participant().line().replace(List.of()); // somebody is in, who does
        await(false, 1);
    }

    /** Lets somebody of another library go first, who looks from time to time only. */
    void giveWay(long nanos) throws IOException, InterruptedException {
        long until = now() + nanos;
        boolean came = false;
        while (!came && now() < until && !deadline.hasPassed()) {
            contender.pause(POLL);
            came = count() > 0;
        }
        if (came) {
            contender.pause(GRACE);
        } else {
            contender.participant().forgetGuest();
        }
    }

    /** Stops listening; to be followed by whatever the session is used for. */
    void stop(boolean held) throws IOException {
        contender.participant().onNews(_ -> {});
        if (!listening) {
            return;
        }
        listening = false;
        Request leave = Request.of("UNSUBSCRIBE", Participant.newsOf(lock.channel()));
        if (held) {
            contender.session().send(leave);
        } else {
            contender.session().send(leave, Request.of("PUBLISH", lock.channel(), Messages.delist(place)));
        }
    }
}
