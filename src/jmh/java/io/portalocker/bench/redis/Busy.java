package io.portalocker.bench.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that do nothing but compute. */
public final class Busy implements AutoCloseable {

    private final List<Process> processes = new ArrayList<>();

    private Busy() {}

    public static Busy start(int count) throws IOException {
        Busy busy = new Busy();
        for (int i = 0; i < count; i++) {
            busy.processes.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
        }
        return busy;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
