package io.portalocker;

import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.wait.Gates;
import io.portalocker.internal.wait.LockWait;
import io.portalocker.internal.wait.WaitMethod;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What the library does in this JVM.
 *
 * @param platform the native layer in use
 * @param lockers the lockers this system has
 * @param waits how locks that were found held have been waited for so far
 * @param files how many files are locked or wanted by this JVM at the moment
 */
public record Diagnostics(String platform, List<String> lockers, List<WaitChoice> waits, int files) {

    /** Copies the lists. */
    public Diagnostics {
        lockers = List.copyOf(lockers);
        waits = List.copyOf(waits);
    }

    /**
     * How a kind of lock is waited for on a kind of file system.
     *
     * @param locker the locker's name
     * @param fileSystem the file system's
     * @param method {@code kernel}: a thread blocks there; {@code events}: closing the file is the news; {@code polling}
     */
    public record WaitChoice(String locker, String fileSystem, String method) {}

    static Diagnostics ofJvm() {
        Platform platform = Platform.current();
        List<WaitChoice> waits = LockWait.ofJvm().plan().choices().entrySet().stream()
                .map(choice -> new WaitChoice(
                        choice.getKey().mechanism().name(),
                        choice.getKey().fileSystem().name(),
                        name(choice.getValue())))
                .sorted(Comparator.comparing(WaitChoice::locker).thenComparing(WaitChoice::fileSystem))
                .toList();
        List<String> lockers =
                platform.locks().mechanisms().stream().map(Enum::name).sorted().toList();
        return new Diagnostics(platform.name(), lockers, waits, Gates.OF_JVM.size());
    }

    private static String name(WaitMethod method) {
        return method.name().toLowerCase(Locale.ROOT);
    }
}
