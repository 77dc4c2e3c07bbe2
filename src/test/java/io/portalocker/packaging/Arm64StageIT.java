package io.portalocker.packaging;

import org.junit.jupiter.api.Test;

/** The tests that {@code systems/arm64.txt} names, in an arm64 JVM, under QEMU. */
class Arm64StageIT {
    @Test
    void passes() throws Exception {
        Stage.run("arm64");
    }
}
