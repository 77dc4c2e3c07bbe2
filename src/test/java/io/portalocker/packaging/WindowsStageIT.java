package io.portalocker.packaging;

import org.junit.jupiter.api.Test;

/** The tests that {@code systems/windows.txt} names, in a Windows JVM, under Wine. */
class WindowsStageIT {
    @Test
    void passes() throws Exception {
        Stage.run("windows");
    }
}
