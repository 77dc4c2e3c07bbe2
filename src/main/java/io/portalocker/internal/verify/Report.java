package io.portalocker.internal.verify;

import java.util.List;

/** What came of it. {@code trusted}: whether the default lock does all that it promises, between all that took part. */
public record Report(boolean trusted, List<Finding> findings) {

    public Report {
        findings = List.copyOf(findings);
    }
}
