package io.portalocker.testkit;

import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/** What a test needs from the machine: where it is missing the test is skipped, and says so; CI lets nothing be skipped. */
public final class Requirements {
    /** Set to {@code true}, it turns every skip into a failure. */
    public static final String REQUIRE_ALL = "PORTALOCKER_REQUIRE_ALL";

    private Requirements() {}

    public static void require(boolean present, String what) {
        if (present) {
            return;
        }
        if (Boolean.parseBoolean(System.getenv(REQUIRE_ALL))) {
            Assertions.fail("needed, as " + REQUIRE_ALL + "=true: " + what);
        }
        System.err.println("SKIPPED, for want of " + what);
        throw new TestAbortedException("for want of " + what);
    }

    /** Requires {@code program} on the PATH. */
    public static void requireProgram(String program) {
        require(Programs.find(program).isPresent(), program + " on the PATH");
    }
}
