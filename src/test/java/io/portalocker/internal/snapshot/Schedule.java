package io.portalocker.internal.snapshot;

import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One course of events among some who want a lock, drawn from a seed: which of them makes the next call on a file, how much
 * time passes before it, who is stopped for long and who is killed. Each is a thread that waits for its turn at every call, so
 * nothing else decides. Listings may be old, as those of a network file system are.
 */
final class Schedule {
    /** Nanoseconds, as all times here. */
    static final Terms TERMS = new Terms(9e-7, 900, 300);

    private static final int ACTORS = 5;
    private static final int OLDEST_LISTING = 12;

    private final Random random;
    private final MemoryRecords files = new MemoryRecords();
    private final List<Actor> actors = new ArrayList<>();
    private final List<String> wrongs = new ArrayList<>();

    /** What each wrote last, to be read when it fails. */
    private final Deque<String> story = new ArrayDeque<>();

    private long now = 7;
    private long tokens;
    private int grants;
    private int shared;
    private long highest;
    private long highestWriter;

    private final Ticker ticker = new Ticker() {
        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void pause(long nanos) {
            throw new AssertionError("nobody waits here");
        }
    };

    Schedule(long seed) {
        random = new Random(seed);
        for (int i = 0; i < ACTORS; i++) {
            actors.add(new Actor(i));
        }
    }

    /** Ends a thread as a kill does: no file is touched any more. */
    private static final class Killed extends Error {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** One of those who want the lock, on a host of its own that remembers what it saw. */
    private final class Actor {
        private final int number;
        private final Semaphore turn = new Semaphore(0);
        private final Semaphore yielded = new Semaphore(0);
        private final Map<Records.Place, Deque<List<String>>> listings = new EnumMap<>(Records.Place.class);
        private final Memory memory = new Memory(ticker);
        private final Thread thread;
        private int stoppedFor;
        private volatile boolean killed;
        private boolean ended;
        private Participant holding;
        private boolean reads;

        Actor(int number) {
            this.number = number;
            thread = Thread.ofPlatform().daemon().name("actor-" + number).unstarted(this::run);
        }

        private void run() {
            try {
                await();
                while (true) {
                    live();
                }
            } catch (Killed e) {
                // as wanted
            } catch (IOException | RuntimeException | Error e) {
                wrongs.add("actor " + number + ": " + e);
            } finally {
                holding = null;
                ended = true;
                yielded.release();
            }
        }

        private void await() {
            turn.acquireUninterruptibly();
            if (killed) {
                throw new Killed();
            }
        }

        /** Before each call on a file. */
        void step(String call) {
            if (killed) {
                throw new Killed(); // where it would have tidied up
            }
            story.add(now + " " + number + " " + call);
            if (story.size() > 5000) {
                story.remove();
            }
            yielded.release();
            await();
        }

        private String token() {
            return String.format("%032x", ++tokens);
        }

        private void live() throws IOException {
            reads = random.nextInt(3) > 0;
            var log = new GenerationLog(new Turns(this), memory, this::token);
            var record = new HolderRecord(token(), 1, "host" + number, TERMS.seconds());
            var participant = new Participant(log, ticker, this::token, record, TERMS, reads);
            participant.publish();
            int patience = random.nextInt(20);
            for (int i = 0; i <= patience; i++) {
                if (participant.advance()) {
                    granted(participant);
                    stay(participant);
                    break;
                }
                step("waits");
            }
            holding = null;
            participant.leave();
        }

        private void granted(Participant participant) {
            grants++;
            for (Actor other : actors) {
                if (other.isInside()) {
                    shared++;
                    if (!reads || !other.reads) {
                        wrongs.add(this + " is in beside " + other);
                    }
                }
            }
            long before = reads ? highestWriter : highest;
            if (participant.generation() <= before) {
                wrongs.add(this + " has the token " + participant.generation() + " after " + before);
            }
            highest = Math.max(highest, participant.generation());
            highestWriter = reads ? highestWriter : highest;
            holding = participant;
            story.add(
                    now + " " + this + " is in with " + participant.generation() + " since " + participant.refreshed());
        }

        /** Whether it takes itself for a holder, by its memory and the clock alone. */
        private boolean isInside() {
            return holding != null && now - holding.refreshed() < TERMS.duration();
        }

        private void stay(Participant participant) throws IOException {
            for (int i = random.nextInt(6); i > 0; i--) {
                step("stays");
                if (participant.beat() != Participant.Standing.MEMBER) {
                    return;
                }
            }
        }

        /** Lets it make one call. */
        void go() throws InterruptedException {
            turn.release();
            if (!yielded.tryAcquire(60, TimeUnit.SECONDS)) {
                throw new AssertionError("hangs: " + List.of(thread.getStackTrace()));
            }
        }

        List<String> listing(Records.Place place) {
            Deque<List<String>> known = listings.computeIfAbsent(place, p -> new ArrayDeque<>());
            known.add(files.list(place));
            if (known.size() > OLDEST_LISTING) {
                known.remove();
            }
            return random.nextInt(4) > 0 ? known.getLast() : List.copyOf(known).get(random.nextInt(known.size()));
        }

        @Override
        public String toString() {
            return (reads ? "reader " : "writer ") + number;
        }
    }

    /** The files as one actor sees them. */
    private final class Turns implements Records {
        private final Actor actor;

        Turns(Actor actor) {
            this.actor = actor;
        }

        @Override
        public void prepare() {
            actor.step("prepares");
        }

        @Override
        public Optional<String> read(Place place, String name) {
            actor.step("reads " + name);
            return files.read(place, name);
        }

        @Override
        public Optional<Identity> create(Place place, String name, String content, boolean durable) {
            actor.step("creates " + name + " " + content.replace('\n', ' '));
            return files.create(place, name, content, durable);
        }

        @Override
        public boolean link(String existing, String name) {
            actor.step("links " + existing + " " + name);
            return files.link(existing, name);
        }

        @Override
        public void replace(String existing, String name) {
            actor.step("moves " + existing + " " + name);
            files.replace(existing, name);
        }

        @Override
        public boolean overwrite(String name, String content, Identity identity) {
            actor.step("refreshes " + name);
            return files.overwrite(name, content, identity);
        }

        @Override
        public boolean isThere(String name, Identity identity) {
            actor.step("looks for " + name);
            return files.isThere(name, identity);
        }

        @Override
        public void unlink(Place place, String name) {
            actor.step("unlinks " + name);
            files.unlink(place, name);
        }

        @Override
        public List<String> list(Place place) {
            actor.step("lists " + place);
            return actor.listing(place);
        }
    }

    /** Lets so many calls happen; answers what was wrong. */
    List<String> run(int calls) throws InterruptedException {
        actors.forEach(actor -> actor.thread.start());
        for (int i = 0; i < calls && wrongs.isEmpty(); i++) {
            int chosen = random.nextInt(actors.size());
            Actor actor = actors.get(chosen);
            now += random.nextInt(200) == 0 ? random.nextInt(1200) : random.nextInt(2);
            if (random.nextInt(300) == 0) {
                actor.stoppedFor = random.nextInt(random.nextInt(4) == 0 ? 2000 : 200);
            }
            if (actor.stoppedFor > 0) {
                actor.stoppedFor--;
                continue;
            }
            if (random.nextInt(2000) == 0) {
                kill(actor);
                actors.set(chosen, new Actor(chosen));
                actors.get(chosen).thread.start();
                continue;
            }
            actor.go();
        }
        for (Actor actor : actors) {
            kill(actor);
        }
        return wrongs;
    }

    private static void kill(Actor actor) throws InterruptedException {
        actor.killed = true;
        if (!actor.ended) {
            actor.go();
        }
        actor.thread.join();
    }

    int grants() {
        return grants;
    }

    int shared() {
        return shared;
    }

    Deque<String> story() {
        return story;
    }
}
