package io.portalocker.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs classes of tests from within. */
public final class TestClasses {
    private TestClasses() {}

    /** All of its tests succeed, and there are some. Called by name, for blocks of the documentation that are tests. */
    public static void runAll(Class<?> type) throws Throwable {
        TestExecutionSummary summary = run(type);
        for (var failure : summary.getFailures()) {
            throw failure.getException();
        }
        if (summary.getTestsSucceededCount() == 0) {
            throw new AssertionError("no tests in " + type);
        }
    }

    /** Runs a class, disabled ones too. */
    static TestExecutionSummary run(Class<?> tests) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .configurationParameter("junit.jupiter.conditions.deactivate", "*Disabled*")
                .build();
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }
}
