package io.portalocker.testkit;

/** {@code kill(1)}. */
public final class Signals {
    private Signals() {}

    /** Sends a signal, named without its {@code SIG}, to a process that is there. */
    public static void send(String signal, long pid) {
        try (var kill = Child.start("kill", "-" + signal, Long.toString(pid))) {
            if (kill.exitCode() != 0) {
                throw new AssertionError("kill -" + signal + " " + pid + "\n" + kill.transcript());
            }
        }
    }

    public static void send(String signal, Peer peer) {
        send(signal, peer.child().pid());
    }
}
