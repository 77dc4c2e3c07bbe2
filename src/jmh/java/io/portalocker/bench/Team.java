package io.portalocker.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A contestant: as many workers of one kind as an experiment wants, kept for the next experiment. */
public final class Team implements AutoCloseable {

    private final String name;
    private final List<String> command;
    private final Path directory;
    private final List<WorkerProcess> workers = new ArrayList<>();

    Team(String name, List<String> command, Path directory) {
        this.name = name;
        this.command = command;
        this.directory = directory;
    }

    public String name() {
        return name;
    }

    /** The first so many, started and warm. */
    public List<WorkerProcess> workers(int count) throws IOException {
        List<WorkerProcess> fresh = new ArrayList<>();
        while (workers.size() < count) {
            WorkerProcess worker = new WorkerProcess(command);
            workers.add(worker);
            fresh.add(worker);
            worker.tell("warm", directory.resolve("warm-" + worker.pid() + ".lock"));
        }
        for (WorkerProcess worker : fresh) {
            worker.answer();
        }
        return workers.subList(0, count);
    }

    public WorkerProcess worker(int index) throws IOException {
        return workers(index + 1).get(index);
    }

    /** Ends the processes, so that those who come later have the machine for themselves. */
    @Override
    public void close() {
        workers.forEach(WorkerProcess::close);
        workers.clear();
    }

    @Override
    public String toString() {
        return name;
    }
}
