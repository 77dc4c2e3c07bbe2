package io.portalocker.internal.verify;

import java.io.IOException;
import java.time.Duration;

/** One side of an examination, wherever it runs: is told what to do, and answers. */
interface Party extends AutoCloseable {

    /** Beyond this a call hangs, whatever it waits for. */
    Duration PATIENCE = Duration.ofSeconds(60);

    /** How findings call it. */
    String name();

    /** Tells it what to do next. */
    void say(String command) throws IOException, InterruptedException;

    /** Waits for the answer; none in time is a failure. */
    String hear() throws IOException, InterruptedException;

    default String ask(String command) throws IOException, InterruptedException {
        say(command);
        return hear();
    }

    /** Ends the process that holds, as SIGKILL does, and starts another. */
    default void kill() throws IOException, InterruptedException {
        throw new IOException("this process is not to be killed");
    }

    /** Makes it ready for another command after one whose answer did not come, or was not waited for. */
    void reset() throws IOException, InterruptedException;

    /** Whether it is another process. */
    default boolean isProcess() {
        return true;
    }

    /** Whether it runs on this machine, and has its clock. */
    default boolean isNear() {
        return true;
    }

    @Override
    void close();
}
