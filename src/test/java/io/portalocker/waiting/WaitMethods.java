package io.portalocker.waiting;

import io.portalocker.internal.wait.WaitPlan;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that are run once for each way to wait. */
final class WaitMethods {
    private WaitMethods() {}

    /** The test takes the method's name. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @ValueSource(strings = {"kernel", "events", "polling"})
    @Timeout(120)
    @interface Each {}

    /** What runs with a method forced. */
    interface Body {
        void run() throws Exception;
    }

    static void force(String method, Body body) throws Exception {
        System.setProperty(WaitPlan.PROPERTY, method);
        try {
            body.run();
        } finally {
            System.clearProperty(WaitPlan.PROPERTY);
        }
    }
}
