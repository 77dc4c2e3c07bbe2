package io.portalocker.redis;

import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * One who wants the lock of a channel or has it: what it says of itself, and the answering of pings. It answers on the
 * session's reading thread, whatever the application's threads do; who is silent is taken for dead.
 */
final class Participant implements Session.Listener {

    /**
     * What it says of itself, replaced as a whole: an answer must not mix before and after.
     *
     * @param mode what it does
     * @param elected whether it has won
     */
    record State(RedisMode mode, boolean elected) {}

    private final Session session;
    private final String channel;
    private final String id = randomId();

    /** Rung when somebody says that it has left. */
    private final Bell departures = new Bell();

    private volatile State state;
    private volatile @Nullable Census census;
    private volatile @Nullable Consumer<IOException> onEnd;

    Participant(Session session, String channel, boolean shared) {
        this.session = session;
        this.channel = channel;
        this.state = new State(shared ? RedisMode.SHARED : RedisMode.PENDING, false);
    }

    /** 32 hexadecimal digits: peers can only clear away the dead whose names look like that. */
    static String randomId() {
        byte[] bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static String departuresOf(String channel) {
        return channel + "-left";
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

    Bell departures() {
        return departures;
    }

    void census(@Nullable Census census) {
        this.census = census;
    }

    void onEnd(Consumer<IOException> action) {
        onEnd = action;
    }

    @Override
    public void message(String from, String message) {
        if (from.equals(channel)) {
            answer(message);
        } else if (from.equals(departuresOf(channel))) {
            departures.ring();
        } else {
            Census running = census;
            if (running != null) {
                running.answer(from, message);
            }
        }
    }

    private void answer(String message) {
        String responseChannel = Messages.responseChannel(message);
        if (responseChannel == null) {
            return;
        }
        State now = state;
        try {
            session.send(
                    Session.command(Command.PUBLISH, responseChannel, Messages.pong(id, now.mode(), now.elected())));
        } catch (IOException e) {
            session.end(e); // it has ended already, which the reading thread is about to notice
        }
    }

    @Override
    public void ended(IOException why) {
        departures.ring();
        Consumer<IOException> action = onEnd;
        if (action != null) {
            action.accept(why);
        }
    }
}
