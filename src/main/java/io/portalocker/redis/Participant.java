package io.portalocker.redis;

import io.portalocker.LockIOException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One who wants the lock of a channel or has it: what it says of itself, and the answering of pings. It answers on the
 * thread that reads the session, whatever the application's threads do; who is silent is taken for dead.
 */
final class Participant implements Session.Listener {

    /** Where the leaving is announced. A channel of that name is refused, so no user's lock can be there. */
    static final String NEWS = "-242caacc457c5dde1114b44e6a53a36f";

    /** What it says of itself, replaced as a whole: an answer must not mix before and after. */
    record State(RedisMode mode, boolean elected) {}

    private final Session session;
    private final String channel;
    private final String id;
    private final Line line = new Line();

    /** Pings that came when there was nothing true to say yet; null when there is. Guarded by {@link #line}. */
    private @Nullable List<Messages.Heard> postponed;

    private volatile State state;
    private volatile @Nullable Census census;
    private volatile @Nullable Consumer<String> news;
    private volatile @Nullable Consumer<IOException> onEnd;

    /** For how long one that asked and is not of this library is thought to be waiting still. */
    private static final long GUESTS_STAY = TimeUnit.SECONDS.toNanos(2);

    /** When one that is not of this library was seen; it comes again until it has the lock or gives up. */
    private volatile long guestSeen = System.nanoTime() - GUESTS_STAY;

    Participant(Session session, String channel, RedisMode mode) throws LockIOException {
        this.id = Self.randomId();
        this.session = session;
        this.channel = channel;
        this.state = new State(mode, false);
    }

    static String newsOf(String channel) {
        return channel + NEWS;
    }

    String id() {
        return id;
    }

    /** The name of a connection that is subscribed to the channel; a peer kills who has it and is silent. */
    String clientName() {
        return channel + "-lock-" + id;
    }

    State state() {
        return state;
    }

    void become(RedisMode mode, boolean elected) {
        state = new State(mode, elected);
    }

    /** Who waits for it to leave. */
    Line line() {
        return line;
    }

    /** How many milliseconds ago a guest was seen; -1 if none is waiting. */
    long guest() {
        long age = System.nanoTime() - guestSeen;
        return age < GUESTS_STAY ? TimeUnit.NANOSECONDS.toMillis(age) : -1;
    }

    /** Somebody saw one so many milliseconds ago. */
    void sawGuest(long age) {
        long seen = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(age);
        if (seen - guestSeen > 0) {
            guestSeen = seen;
        }
    }

    /** It had its chance and did not come. */
    void forgetGuest() {
        guestSeen = System.nanoTime() - GUESTS_STAY;
    }

    void census(@Nullable Census census) {
        this.census = census;
    }

    void onNews(Consumer<String> action) {
        news = action;
    }

    void onEnd(Consumer<IOException> action) {
        onEnd = action;
    }

    @Override
    public void message(String from, String message) {
        if (from.equals(channel)) {
            Messages.Heard heard = Messages.heard(message);
            if (!postpone(heard)) {
                answer(heard);
            }
            return;
        }
        Consumer<String> reader = news;
        if (from.length() == channel.length() + NEWS.length() && from.endsWith(NEWS)) {
            if (reader != null) {
                reader.accept(message);
            }
            return;
        }
        Census running = census;
        if (running != null) {
            running.answer(from, message);
        }
    }

    /** From now on pings wait for {@link #answerPostponed()}. */
    void postponeAnswers() {
        synchronized (line) {
            postponed = new ArrayList<>();
        }
    }

    private boolean postpone(Messages.Heard heard) {
        synchronized (line) {
            return postponed != null && postponed.add(heard);
        }
    }

    /** It knows what it is: answers what has come, and whatever comes at once. */
    void answerPostponed() {
        List<Messages.Heard> all;
        synchronized (line) {
            all = postponed == null ? List.of() : postponed;
            postponed = null;
        }
        all.forEach(this::answer);
    }

    private void answer(Messages.Heard heard) {
        if (heard.responseChannel().isEmpty()) {
            heard.waiter().ifPresent(line::remove);
            return;
        }
        heard.waiter().filter(place -> !place.id().equals(id)).ifPresent(line::add);
        if (!heard.ours()) {
            sawGuest(0);
        }
        State now = state;
        try {
            session.send(Request.of("PUBLISH", heard.responseChannel(), Messages.pong(id, now.mode(), now.elected())));
        } catch (IOException e) {
            session.end(e); // it has ended already, which the reading thread is about to notice
        }
    }

    @Override
    public void ended(IOException why) {
        Consumer<String> reader = news;
        if (reader != null) {
            reader.accept("");
        }
        Consumer<IOException> action = onEnd;
        if (action != null) {
            action.accept(why);
        }
    }
}
