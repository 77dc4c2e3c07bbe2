package io.portalocker.testkit;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;
import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves out what the system at hand cannot judge; {@code systems/test} says in a property when it is an imitation. */
public final class OnThisSystem implements ExecutionCondition {
    private static final String IMITATION = System.getProperty("portalocker.test.imitation", "");

    /** Wine answers as Windows does, and needs some milliseconds for what takes Windows as many microseconds. */
    public static boolean isSlowAtFiles() {
        return IMITATION.equals("wine");
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<AnnotatedElement> element = context.getElement();
        if (OS.WINDOWS.isCurrentOs()) {
            var needed = findAnnotation(element, NeedsPosix.class);
            if (needed.isPresent()) {
                return disabled("needs " + needed.get().value());
            }
        }
        if (IMITATION.equals("wine")) {
            var documented = findAnnotation(element, NotUnderWine.class);
            if (documented.isPresent()) {
                return disabled(
                        "Wine differs from Microsoft: " + documented.get().value());
            }
        }
        if (IMITATION.equals("qemu")) {
            var reason = findAnnotation(element, NotUnderQemu.class);
            if (reason.isPresent()) {
                return disabled("QEMU: " + reason.get().value());
            }
        }
        return enabled("judged here");
    }
}
