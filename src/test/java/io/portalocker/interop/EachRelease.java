package io.portalocker.interop;

import io.portalocker.testkit.PythonPeers;
import io.portalocker.testkit.PythonPeers.Release;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests with Python on the other side, of the newest release of the peers and of the oldest supported. */
@ParameterizedClass
@EnumSource(Release.class)
abstract class EachRelease {
    @Parameter
    Release release;

    @BeforeEach
    void callPythonsOfTheRelease() {
        PythonPeers.use(release);
    }

    @AfterEach
    void callTheNewestAgain() {
        PythonPeers.use(Release.NEWEST);
    }
}
