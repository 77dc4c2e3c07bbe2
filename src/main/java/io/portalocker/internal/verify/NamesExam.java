package io.portalocker.internal.verify;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.verify.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks what the file system does with names, which markers and atomic files live by, and whether its clock is near. */
final class NamesExam {

    private static final String NAMES = "names";
    private static final int RACES = 400;

    /** Some file systems keep times of two seconds. */
    private static final long NEAR_MILLIS = 2_500;

    private final Path folder;
    private final FileCalls files = Platform.current().files();
    private final List<Finding> findings = new ArrayList<>();

    NamesExam(Path folder) {
        this.folder = folder;
    }

    private interface Question {
        boolean holds() throws SysException;
    }

    /** What one process can tell. */
    List<Finding> findings() {
        ask("are there hard links?", "needed by strict locks", () -> {
            create("one");
            files.link(path("one"), path("link"));
            FileStatus status = status("link");
            return status.isSameFile(status("one")) && status.links() == 2;
        });
        ask("does renaming replace, in one step?", "needed by AtomicFile.replace", () -> {
            create("new");
            create("old");
            FileStatus renamed = status("new");
            files.rename(path("new"), path("old"));
            return status("old").isSameFile(renamed) && !exists("new");
        });
        // Where a file is removed by its handle a dead marker needs no more.
        if (!files.removesExactly()) {
            exchange();
        }
        return findings;
    }

    private void exchange() {
        ask("can two names be exchanged?", "else a dead marker is broken in several steps", () -> {
            create("left");
            create("right");
            FileStatus left = status("left");
            files.exchange(path("left"), path("right"));
            return status("right").isSameFile(left) && !status("left").isSameFile(left);
        });
    }

    /** What it takes two for. */
    List<Finding> findings(Party here, Party there) throws InterruptedException {
        findings.clear();
        String question = "is a file created by one alone?";
        try {
            String command = "create race-" + System.nanoTime() + "- " + RACES;
            there.say(command + " down");
            long mine = number(here.ask(command + " up"), "created ");
            long theirs = number(there.hear(), "created ");
            boolean once = mine + theirs == RACES;
            add(there.name(), question, once ? Verdict.YES : Verdict.NO, mine + " and " + theirs + " of " + RACES);
            if (!there.isNear()) {
                clock(there);
            }
        } catch (IOException e) {
            add(there.name(), question, Verdict.NO, String.valueOf(e.getMessage()));
            reset(here);
            reset(there);
        }
        return findings;
    }

    private static void reset(Party party) throws InterruptedException {
        try {
            party.reset();
        } catch (IOException e) {
            // It fails at the next command too, and is told of then.
        }
    }

    /** The clock of the file system beside that of a party. */
    List<Finding> clockOf(Party party) throws InterruptedException {
        findings.clear();
        try {
            clock(party);
        } catch (IOException e) {
            add(party.name(), "is the file system's clock near?", Verdict.NO, String.valueOf(e.getMessage()));
        }
        return findings;
    }

    private void clock(Party party) throws IOException, InterruptedException {
        long ahead = number(party.ask("clock clock-" + System.nanoTime()), "clock ");
        add(
                party.name(),
                "is the file system's clock near?",
                Math.abs(ahead) <= NEAR_MILLIS ? Verdict.YES : Verdict.NO,
                String.format(Locale.ROOT, "%.3f s %s ours", Math.abs(ahead) / 1e3, ahead < 0 ? "behind" : "ahead of"));
    }

    private static long number(String answer, String expected) throws IOException {
        if (!answer.startsWith(expected)) {
            throw new IOException(answer);
        }
        return Long.parseLong(answer.substring(expected.length()));
    }

    private void ask(String question, String what, Question asked) {
        try {
            add("", question, asked.holds() ? Verdict.YES : Verdict.NO, what);
        } catch (SysException e) {
            add("", question, Verdict.REFUSED, e.getMessage() + "; " + what);
        }
    }

    private void add(String with, String question, Verdict verdict, String words) {
        findings.add(new Finding(NAMES, with, question, verdict, words));
    }

    private Path path(String name) {
        return folder.resolve("name-" + name);
    }

    private void create(String name) throws SysException {
        files.close(files.open(path(name), OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE, 0600));
    }

    private FileStatus status(String name) throws SysException {
        return files.status(path(name));
    }

    private boolean exists(String name) throws SysException {
        try {
            status(name);
            return true;
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
