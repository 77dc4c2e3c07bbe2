package io.portalocker.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Another process that holds a lock on command: {@link Holder} or {@code holder.py}. */
public final class Peer implements AutoCloseable {
    private final Child child;

    private Peer(Child child) {
        this.child = child;
    }

    /** A Java process; see {@link Holder} for kinds and options. */
    public static Peer java(String kind, Path path, String... options) {
        return ready(Child.java(Holder.class, arguments(kind, path, options)));
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
            case "acquired" -> true;
            case "busy" -> false;
            case String answer -> throw new AssertionError("try: " + answer + "\n" + child.transcript());
        };
    }

    /** Waits until it has the lock. */
    public Peer acquire() {
        child.say("acquire");
        return awaitAcquired();
    }

    /** Lets it begin to wait; see {@link #awaitAcquired()}. */
    public Peer beginAcquire() {
        child.say("acquire");
        return this;
    }

    /** Waits until what {@link #beginAcquire()} began succeeds. */
    public Peer awaitAcquired() {
        child.expect("acquired");
        return this;
    }

    /** Frees its latest acquisition. */
    public void release() {
        assertEquals("released", child.ask("release"), child::transcript);
    }

    /** Acquires, lets the referee look, releases: so many times. */
    public Peer beginStays(int times, Path referee) {
        child.say("stays " + times + " " + referee);
        return this;
    }

    /** Waits until what {@link #beginStays} began is done. */
    public void awaitDone() {
        child.expect("done");
    }

    /** Has it end as a crash does, and waits until it has: good for one that runs below another program. */
    public void die() {
        child.say("die");
        child.awaitExit();
    }

    /** Kills it as {@code kill -9} does. */
    public void kill() {
        child.kill();
    }

    /** The process itself. */
    public Child child() {
        return child;
    }

    @Override
    public void close() {
        child.close();
    }
}
