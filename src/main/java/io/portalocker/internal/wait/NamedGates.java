package io.portalocker.internal.wait;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The gates of this JVM for locks that are a name and not a file: a marker has another inode each time, so its gate is
 * found by its directory's identity and its own name. Where a file system holds two spellings for one name there are two
 * gates; then the marker itself keeps the threads apart, and only their order is lost.
 */
public final class NamedGates {

    /** Those of this JVM. */
    public static final NamedGates OF_JVM = new NamedGates();

    private final ConcurrentMap<Name, Entry> entries = new ConcurrentHashMap<>();

    /** Makes a set of gates that nobody else uses. */
    public NamedGates() {}

    /**
     * A name in a directory.
     *
     * @param directory what identifies the directory, equal for one directory and unequal for two
     * @param name the last component
     */
    public record Name(Object directory, String name) {}

    /** A gate and its references, which change only inside {@code entries.compute}. */
    private static final class Entry {
        final Gate gate = new Gate();
        int references;
    }

    /** Refers to the gate of a name. */
    public Gate reference(Name name) {
        return entries.compute(name, (n, present) -> {
                    Entry entry = present == null ? new Entry() : present;
                    entry.references++;
                    return entry;
                })
                .gate;
    }

    /** Gives up a reference. */
    public void dereference(Name name) {
        entries.computeIfPresent(name, (n, entry) -> --entry.references == 0 ? null : entry);
    }

    /** {@return how many gates there are; for tests of leaks} */
    public int size() {
        return entries.size();
    }
}
