package io.portalocker.torture;

import java.util.List;

/** Who meets at which locks, and what else happens there. */
enum Scenario {
    /** flock(2) of everybody who has it; files that strangers replace, and that holders delete. */
    FILES(
            "java calm flock,0 filelock,0 flock,1 temporary,2",
            "java interrupted flock,0 rlock,0 flock,1 temporary,2",
            "java exhausted flock,0 filelock,0 flock,1",
            "python flock,0 flock,1 temporary,2",
            "python filelock,0",
            "c flock,0 flock,1 flock,2",
            "stranger flock,0",
            "flock"),
    /** Record locks of the process and of the open file. */
    RECORDS(
            "java calm record,0 record,1",
            "java interrupted record,0 record,1",
            "java exhausted record,0 record,1",
            "python lockf,0 lockf,1",
            "c ofd,0 ofd,1",
            "c lockf,0 lockf,1",
            "stranger ofd,0"),
    /** Markers, of which dead ones are left all the time. Dead claims on a strict lock are for people to remove. */
    MARKERS(
            "java calm soft,0 lease,3 strict,4",
            "java interrupted soft,0 lease,3",
            "java exhausted soft,0 lease,3",
            "python soft,0 lease,3",
            "python soft,0 lease,3 strict,4",
            "java-stranger calm soft,0 lease,3"),
    /** Three at a time, each in a slot of his own; and pid files. */
    SEMAPHORE(
            "java calm semaphore,0 pid,6",
            "java interrupted semaphore,0 pid,6",
            "java exhausted semaphore,0 pid,6",
            "python semaphore,0 pid,6",
            "python semaphore,0 pid,6"),
    /** Readers and writers, of SQLite too. */
    READ_WRITE("java calm rw,0", "java interrupted rw,0", "java exhausted rw,0", "python rw,0", "python rw,0");

    private final String workers;

    Scenario(String... workers) {
        this.workers = String.join("\n", workers);
    }

    List<String> workers() {
        return workers.lines().toList();
    }

    boolean replacesFiles() {
        return this == FILES || this == RECORDS;
    }

    boolean hasMarkers() {
        return this == MARKERS;
    }
}
