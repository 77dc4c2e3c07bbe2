package io.portalocker.internal.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Courses of events in which anybody may be stopped or killed before any call on a file: {@value #COURSES} of them, or as many
 * as {@code -Dportalocker.test.schedules=100000} says. In each, nobody who takes himself for a holder is beside one who
 * writes, and tokens rise.
 */
class ScheduleTest {
    private static final int COURSES = 150;
    private static final int CALLS = 4000;

    @Test
    @Timeout(7200)
    void nobodyIsInsideBesideAWriter() throws Exception {
        long seed = Long.getLong("portalocker.test.seed", System.nanoTime());
        int courses = Integer.getInteger("portalocker.test.schedules", COURSES);
        long grants = 0;
        long shared = 0;
        for (int i = 0; i < courses; i++) {
            long each = seed + i;
            var schedule = new Schedule(each);
            assertEquals(
                    List.of(), schedule.run(CALLS), () -> "seed " + each + "\n" + String.join("\n", schedule.story()));
            grants += schedule.grants();
            shared += schedule.shared();
        }
        System.out.printf(
                "soft read-write: %d courses of %d calls, %d grants, %d beside others%n",
                courses, CALLS, grants, shared);
        assertTrue(grants > courses && shared > 0);
    }
}
