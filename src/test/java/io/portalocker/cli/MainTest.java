package io.portalocker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void versionSucceeds() {
        assertEquals(0, PortalockerCommand.run(new String[] {"--version"}));
    }
}
