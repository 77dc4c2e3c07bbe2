package io.portalocker.internal.verify;

import io.portalocker.internal.verify.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Examines a directory, between this process and another, and between this machine and others. */
public final class Verifier {

    private final Path directory;
    private final List<Finding> findings = new ArrayList<>();

    private Verifier(Path directory) {
        this.directory = directory;
    }

    public static Report verify(Path directory) throws IOException, InterruptedException {
        return new Verifier(directory).alone();
    }

    /** As {@link #verify(Path)}, and between as many hosts, which have to come in a time. */
    public static Report verify(Path directory, int hosts, Duration patience) throws IOException, InterruptedException {
        try (Meeting meeting = Meeting.in(directory, hosts, patience)) {
            return new Verifier(directory).among(meeting);
        }
    }

    private Report alone() throws IOException, InterruptedException {
        try (Folder folder = Folder.in(directory)) {
            examine(folder, List.of());
        }
        return report();
    }

    private Report among(Meeting meeting) throws IOException, InterruptedException {
        if (!meeting.isComplete()) {
            findings.add(new Finding("hosts", "", "did all come?", Verdict.NO, meeting.words()));
            return report();
        }
        if (!meeting.leads()) {
            return new Member(meeting).serve();
        }
        try (Folder folder = Folder.named(directory, meeting.folder())) {
            meeting.open();
            findings.add(new Finding("hosts", "", "did all come?", Verdict.YES, meeting.words()));
            List<OtherHost> others = meeting.others(folder.path());
            examine(folder, others);
            Report report = report();
            for (OtherHost other : others) {
                other.tell(report);
            }
            return report;
        }
    }

    private void examine(Folder folder, List<OtherHost> others) throws IOException, InterruptedException {
        Path path = folder.path();
        NamesExam names = new NamesExam(path);
        findings.addAll(names.findings());
        try (Here here = new Here(path)) {
            findings.addAll(names.clockOf(here));
            try (Party child = child(path)) {
                examine(here, child, names, "near");
            }
            int number = 0;
            for (Party other : others) {
                examine(here, other, names, "host" + number++);
            }
        }
    }

    private void examine(Party here, Party there, NamesExam names, String file) throws InterruptedException {
        if (there.isProcess()) {
            findings.addAll(names.findings(here, there));
        }
        for (Way way : Way.all()) {
            findings.addAll(new Exam(way, here, there, file + "-" + way.name()).findings());
        }
    }

    private Party child(Path folder) throws InterruptedException {
        try {
            return new ChildProcess(folder);
        } catch (IOException e) {
            findings.add(new Finding(
                    "processes", "", "can another be started?", Verdict.NO, String.valueOf(e.getMessage())));
            return new SameProcess(folder);
        }
    }

    /** What is not known to be so is not to be trusted. */
    private Report report() {
        String lock = Way.preferred().name();
        boolean trusted = findings.stream()
                .filter(finding -> finding.subject().equals(lock)
                        || finding.subject().equals("hosts")
                        || finding.subject().equals("processes"))
                .allMatch(finding -> finding.verdict() == Verdict.YES);
        return new Report(trusted, findings);
    }
}
