package io.portalocker.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Another process that holds a lock on command: {@link Holder} or {@code holder.py}. */
public final class Peer implements AutoCloseable {
    /** Residents that hold nothing, each waiting for its next task. */
    private static final Queue<Child> IDLE = new ConcurrentLinkedQueue<>();

    private final Child child;

    /** Whether it may have another task after this one; false once more was done with it than taking and releasing. */
    private boolean resident;

    /** Acquisitions that it has or waits for. */
    private int held;

    private Peer(Child child) {
        this.child = child;
    }

    /** A Java process; see {@link Holder} for kinds and options. */
    public static Peer java(String kind, Path path, String... options) {
        return ready(Child.java(Holder.class, arguments(kind, path, options)));
    }

    /**
     * A Java process that may have served another test: one that holds nothing when it is closed stays for the next. A JVM
     * that a test would start costs seconds under Wine and QEMU.
     */
    public static Peer resident(String kind, Path path, String... options) {
        Child idle = IDLE.poll();
        Peer peer = idle == null ? java(kind, path, options) : anew(idle, arguments(kind, path, options));
        peer.resident = true;
        return peer;
    }

    private static Peer anew(Child idle, String... arguments) {
        idle.say("anew\t" + String.join("\t", arguments));
        return ready(idle);
    }

    /** A Python process; see {@code holder.py} for kinds and options. */
    public static Peer python(String kind, Path path, String... options) {
        return ready(Child.script("holder.py", arguments(kind, path, options)));
    }

    /** A Python process with the peers of a release. */
    public static Peer python(PythonPeers.Release release, String kind, Path path, String... options) {
        return ready(Child.script(release, "holder.py", arguments(kind, path, options)));
    }

    /** Any command that ends in one of the above. */
    public static Peer ready(Child child) {
        child.expect("ready");
        return new Peer(child);
    }

    /** What follows the program on the command line. */
    public static String[] arguments(String kind, Path path, String... options) {
        List<String> arguments = new ArrayList<>(List.of(kind, path.toString()));
        arguments.addAll(Arrays.asList(options));
        return arguments.toArray(String[]::new);
    }

    /** Makes one attempt. */
    public boolean tryAcquire() {
        return switch (child.ask("try")) {
            case "acquired" -> {
                held++;
                yield true;
            }
            case "busy" -> false;
            case String answer -> throw new AssertionError("try: " + answer + "\n" + child.transcript());
        };
    }

    /** Waits until it has the lock. */
    public Peer acquire() {
        return beginAcquire().awaitAcquired();
    }

    /** Lets it begin to wait; see {@link #awaitAcquired()}. */
    public Peer beginAcquire() {
        held++;
        child.say("acquire");
        return this;
    }

    /** Waits until what {@link #beginAcquire()} began succeeds. */
    public Peer awaitAcquired() {
        child.expect("acquired");
        return this;
    }

    /** Sees that what {@link #beginAcquire()} began does not succeed for a while. */
    public boolean isKeptWaiting(Duration time) {
        return child.line(time).isEmpty();
    }

    /** Frees its latest acquisition. */
    public void release() {
        assertEquals("released", child.ask("release"), child::transcript);
        held--;
    }

    /** Acquires, lets the referee look, releases: so many times. */
    public Peer beginStays(int times, Path referee) {
        resident = false;
        child.say("stays " + times + " " + referee);
        return this;
    }

    /** Waits until what {@link #beginStays} began is done. */
    public void awaitDone() {
        child.expect("done");
    }

    /** Has it end as a crash does, and waits until it has: good for one that runs below another program. */
    public void die() {
        resident = false;
        child.say("die");
        child.awaitExit();
    }

    /** Kills it as {@code kill -9} does. */
    public void kill() {
        resident = false;
        child.kill();
    }

    /** The process itself. */
    public Child child() {
        resident = false;
        return child;
    }

    @Override
    public void close() {
        if (resident && held == 0) {
            IDLE.add(child);
        } else {
            child.close();
        }
    }
}
