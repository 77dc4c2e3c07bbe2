package io.portalocker.internal.marker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.linux.FaultyFiles;
import io.portalocker.internal.sys.linux.FaultyFiles.Plan;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.OpenFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether a marker stands for the lock, and what stays open or lies about when it does not. */
@Timeout(60)
class PublishedMarkerTest extends TakeOverFixture {

    private PublishedMarker publish() throws IOException {
        Files.deleteIfExists(marker);
        return new MarkerPublication(files, time)
                .publish(marker, OURS.getBytes(UTF_8))
                .orElseThrow();
    }

    @Test
    void markerThatABreakerHasAsideIsWaitedFor() throws Exception {
        PublishedMarker own = publish();
        Path aside = aside("break", LIVING, LIVE);
        var calls = new FaultyFiles(new Plan());
        for (Callable<Boolean> question : List.<Callable<Boolean>>of(own::isCurrent, own::stands)) {
            calls.exchange(aside, marker);
            var asked = Background.start(question).awaitWaiting();
            calls.exchange(aside, marker);
            assertTrue(asked.get());
        }
        own.withdraw();
    }

    @Test
    void markerWhoseNameIsGoneDoesNotStand() throws Exception {
        PublishedMarker own = publish();
        assertTrue(own.stands());
        Path elsewhere = Files.move(marker, directory.resolve("elsewhere"));
        assertFalse(own.stands(), "nobody has it aside who would put it back");
        Files.move(elsewhere, marker);
        assertTrue(own.stands());
        replace(LIVE);
        assertFalse(own.stands());
        assertFalse(own.isCurrent());
        own.close();
    }

    @Test
    void eachEndClosesIt() throws Exception {
        publish().withdraw();
        assertEquals(0, OpenFiles.below(directory));
        PublishedMarker abandoned = publish();
        assertEquals(1, OpenFiles.below(directory));
        abandoned.abandon(marker);
        assertEquals(0, OpenFiles.below(directory));
        assertFalse(Files.exists(marker));
        publish().forsake();
        assertEquals(0, OpenFiles.below(directory));
        assertTrue(Files.exists(marker), "what is at its path stays");
    }

    @Test
    void descriptorThatFailsToCloseIsClosedOnce() throws Exception {
        PublishedMarker own = publish();
        plan.fail("close", EIO).fail("close", EIO);
        assertThrows(SysException.class, own::forsake);
        own.forsake();
        own.close();
        assertFalse(own.isLinked(), "it has none any more");
        own.withdraw();
        assertTrue(Files.exists(marker));
    }

    @Test
    void whatCannotBeIdentifiedIsClosedAndGoesByItsPrivateName() throws Exception {
        Files.delete(marker);
        plan.fail("status", EIO);
        assertThrows(SysException.class, this::publish);
        assertEquals(List.of(), names());
        assertEquals(0, OpenFiles.below(directory));
        plan.fail("status", EIO).fail("unlinkat", EIO);
        var failure = assertThrows(SysException.class, this::publish);
        assertEquals(1, failure.getSuppressed().length);
        assertEquals(1, names().size());
    }

    /** Nobody can tell whose it is; it is empty, and whoever comes breaks it. */
    @Test
    void whatCannotBeIdentifiedStaysWhereOthersSeeIt() throws Exception {
        Files.delete(marker);
        var direct = new MarkerPublication(files, time, (link, existing) -> {
            throw new FileSystemException("no links here");
        });
        plan.pass("status").pass("status").fail("status", EIO); // twice of the private file
        assertThrows(SysException.class, () -> direct.publish(marker, OURS.getBytes(UTF_8)));
        assertOnly("");
        assertEquals(0, OpenFiles.below(directory));
    }
}
