package io.portalocker.internal.wait;

import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.WaitCalls;
import io.portalocker.internal.sys.WaitCalls.FileSystemKind;
import io.portalocker.internal.text.Log;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chooses how to wait for each mechanism and file system. The kernel wakes its own waiters and reports its own
 * closings only, so a file system that may be shared with other machines is polled.
 */
public final class WaitPlan {

    /** Forces a method, for tests: {@code kernel}, {@code events} or {@code polling}. What is not to be had falls back. */
    public static final String PROPERTY = "io.portalocker.wait";

    private final WaitCalls calls;
    private final Map<Case, WaitMethod> chosen = new ConcurrentHashMap<>();

    /**
     * What a choice is made for.
     *
     * @param mechanism how the file is locked
     * @param fileSystem where it is
     */
    public record Case(Mechanism mechanism, FileSystemKind fileSystem) {}

    /** Plans for a system. */
    public WaitPlan(WaitCalls calls) {
        this.calls = calls;
    }

    /** {@return how to wait for a file that is locked in a way} */
    public WaitMethod choose(Mechanism mechanism, long descriptor) throws SysException {
        String forced = System.getProperty(PROPERTY);
        if (forced != null) {
            return available(named(forced));
        }
        Case question = new Case(mechanism, calls.fileSystem(descriptor));
        WaitMethod best = question.fileSystem().local() ? WaitMethod.KERNEL : WaitMethod.POLLING;
        WaitMethod known = chosen.get(question);
        return known == best ? known : decide(question, best);
    }

    private static WaitMethod named(String name) {
        for (WaitMethod method : WaitMethod.values()) {
            if (method.name().toLowerCase(Locale.ROOT).equals(name)) {
                return method;
            }
        }
        throw new IllegalArgumentException(
                "system property " + PROPERTY + " is '" + name + "'; it can be kernel, events or polling");
    }

    /** What is second best is not settled: the best may be there the next time. */
    private WaitMethod decide(Case question, WaitMethod best) {
        WaitMethod method = available(best);
        if (chosen.put(question, method) != method) {
            Log.debug("waiting for " + question + ": " + method, null);
        }
        return method;
    }

    private WaitMethod available(WaitMethod wanted) {
        if (wanted == WaitMethod.KERNEL && calls.kernel().isPresent()) {
            return WaitMethod.KERNEL;
        }
        return wanted != WaitMethod.POLLING && calls.events().isPresent() ? WaitMethod.EVENTS : WaitMethod.POLLING;
    }

    /** {@return the choices made last} */
    public Map<Case, WaitMethod> choices() {
        return Map.copyOf(chosen);
    }
}
