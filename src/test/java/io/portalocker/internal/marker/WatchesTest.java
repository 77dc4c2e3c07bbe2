package io.portalocker.internal.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.marker.MarkerNode.Fingerprint;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.FileType;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchesTest {
    private static final Fingerprint ONE = new Fingerprint(status(1), 0);
    private static final Fingerprint OTHER = new Fingerprint(status(2), 0);

    private final Watches watches = new Watches();

    private static FileStatus status(long inode) {
        return new FileStatus(1, inode, FileType.REGULAR, 0644, 1, 0, 5, 0, 0);
    }

    private static Path path(int i) {
        return Path.of("/marker" + i);
    }

    @Test
    void whatIsWaitedForIsNeverForgottenHoweverMuchItIs() {
        for (long now = 0; now <= 30; now++) {
            for (int i = 0; i < 3000; i++) {
                assertEquals(now, watches.unchanged(path(i), ONE, now));
            }
        }
    }

    @Test
    void whatNobodyLooksAtIsForgottenInTheEnd() {
        long later = Duration.ofHours(2).toNanos();
        for (int i = 0; i < 3000; i++) {
            watches.unchanged(path(i), ONE, 0);
        }
        for (int i = 3000; i < 12_000; i++) {
            watches.unchanged(path(i), ONE, later);
        }
        assertEquals(0, watches.unchanged(path(0), ONE, later));
        assertEquals(0, watches.unchanged(path(11_000), ONE, later));
    }

    @Test
    void nothingIsForgottenWithinTheHourNorWhileThereAreFew() {
        long hour = Duration.ofHours(1).toNanos();
        watches.unchanged(path(0), ONE, 0);
        watches.unchanged(path(1), ONE, 1);
        for (int i = 2; i < 256; i++) {
            watches.unchanged(path(i), ONE, hour + 1);
        }
        assertEquals(2 * hour, watches.unchanged(path(0), ONE, 2 * hour), "256 are few");
        watches.unchanged(path(300), ONE, 2 * hour);
        assertEquals(0, watches.unchanged(path(1), ONE, 2 * hour), "it was not seen for longer than an hour");
        assertEquals(hour - 1, watches.unchanged(path(2), ONE, 2 * hour));
    }

    @Test
    void changeBeginsTheWatchAnew() {
        watches.unchanged(path(1), ONE, 5);
        assertEquals(0, watches.unchanged(path(1), OTHER, 7));
        assertEquals(1, watches.unchanged(path(1), OTHER, 8));
        watches.forget(path(1));
        assertEquals(0, watches.unchanged(path(1), OTHER, 9));
    }

    @Test
    void refusalIsRememberedForAWhileAndForOneMarker() {
        watches.unchanged(path(1), ONE, 0);
        assertTrue(watches.refusal(path(1), ONE, 1) <= 0);
        watches.refuse(path(1), ONE, 2);
        assertEquals(Duration.ofMillis(250).toNanos() - 1, watches.refusal(path(1), ONE, 3));
        assertTrue(watches.refusal(path(1), ONE, 2 + Duration.ofSeconds(1).toNanos()) <= 0);
        watches.refuse(path(1), ONE, 4);
        assertTrue(watches.refusal(path(1), OTHER, 5) <= 0);
    }
}
