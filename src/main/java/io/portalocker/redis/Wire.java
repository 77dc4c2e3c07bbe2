package io.portalocker.redis;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** What carries requests to the server and its values back. One writes at a time, and one reads. */
interface Wire {

    /** Sends without waiting for anything but the system. */
    void send(List<Request> requests) throws IOException;

    /**
     * Reads what has come, waiting so many nanoseconds for the first of it; returns without any when the thread is
     * interrupted.
     */
    void read(long nanos, Consumer<Object> sink) throws IOException;

    /** {@return whether whoever wants to know reads; else a thread of the wire's must do it all the time} */
    boolean isReadByAnybody();

    /** Ends the connection, from any thread. */
    void close();
}
