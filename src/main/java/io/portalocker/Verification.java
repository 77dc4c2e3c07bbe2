package io.portalocker;

import io.portalocker.internal.verify.Report;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@link Portalocker#verify(Path)} found out about a directory. Immutable. It tells of this file system as it was
 * mounted and loaded at that time, not of every one of its name.
 *
 * @param directory the directory
 * @param trusted whether {@link Locker#ofPlatform}, with which all locks of the kernel lock that name no other, did all that
 *     is promised of it: between this process and another, and between all hosts that took part
 * @param findings the answers, in the order of the questions
 */
public record Verification(Path directory, boolean trusted, List<Finding> findings) {

    /** Copies the list. */
    public Verification {
        findings = List.copyOf(findings);
    }

    /** Each question is asked so that yes is good. */
    public enum Verdict {
        /** It was seen to be so. */
        YES,
        /** It was seen not to be so. */
        NO,
        /** The system refused what it takes to know. */
        REFUSED,
        /** Something before it failed, or it cannot be tried here. */
        NOT_TRIED
    }

    /**
     * The answer to one question.
     *
     * @param subject what was asked about: a locker by its name, {@code BYTE_RANGES} ({@link ReadWriteLock}),
     *     {@code MARKER} ({@link SoftFileLock}), {@code STRICT_MARKER} ({@link StrictSoftFileLock}), {@code names},
     *     {@code processes} or {@code hosts}
     * @param with the other party, {@code another process} or a host; empty where there was none
     * @param question what was asked
     * @param verdict the answer
     * @param words what was seen
     */
    public record Finding(String subject, String with, String question, Verdict verdict, String words) {}

    static Verification of(Path directory, Report report) {
        return new Verification(
                directory,
                report.trusted(),
                report.findings().stream()
                        .map(finding -> new Finding(
                                finding.subject(),
                                finding.with(),
                                finding.question(),
                                Verdict.valueOf(finding.verdict().name()),
                                finding.words()))
                        .toList());
    }
}
