package io.portalocker.redis;

import io.portalocker.testkit.Child;

/** {@code kill(1)}. */
final class Signals {
    private Signals() {}

    static void send(String signal, long pid) {
        try (var kill = Child.start("kill", "-" + signal, Long.toString(pid))) {
            if (kill.exitCode() != 0) {
                throw new AssertionError("kill -" + signal + " " + pid + "\n" + kill.transcript());
            }
        }
    }
}
