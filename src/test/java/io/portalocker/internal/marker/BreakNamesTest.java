package io.portalocker.internal.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Names of markers that are broken: short enough, and read back. */
class BreakNamesTest {
    private static final String T = TakeOverFixture.T;
    private static final int LONGEST = 255;

    private static BreakNames of(int length) {
        return BreakNames.of(Path.of("/locks", "n".repeat(length)));
    }

    private static OptionalLong breaker(String pid) {
        return of(4).breaker("nnnn.break." + pid + "." + T);
    }

    @Test
    void nameIsWholeAsLongAsItFitsAndIsReadBackAlways() throws Exception {
        int suffix = ".break.7.".length() + T.length();
        for (int length : new int[] {1, 200, LONGEST - suffix - 1, LONGEST - suffix, LONGEST - suffix + 1, LONGEST}) {
            BreakNames names = of(length);
            String aside = names.aside(7).getFileName().toString();
            assertEquals(length <= LONGEST - suffix, aside.startsWith("n".repeat(length) + ".break."), aside);
            assertTrue(aside.length() <= LONGEST, aside);
            assertEquals(Path.of("/locks"), names.aside(7).getParent());
            assertEquals(OptionalLong.of(7), names.breaker(aside));
            assertEquals(OptionalLong.empty(), names.restorer(aside));
            String claim = names.claim(8).getFileName().toString();
            assertTrue(claim.length() <= LONGEST, claim);
            assertEquals(OptionalLong.of(8), names.restorer(claim));
            assertEquals(OptionalLong.empty(), names.breaker(claim));
        }
    }

    /** The longest suffix there is, of a process with ten digits, must fit behind the short form. */
    @Test
    void shortFormIsTakenWhereTheNameLeavesNoRoomForTheLongestSuffix() throws Exception {
        int room = LONGEST - ".restore.2147483647.".length() - T.length();
        assertEquals("n".repeat(room), of(room).shortened());
        BreakNames longer = of(room + 1);
        assertEquals(room, longer.shortened().length());
        assertTrue(longer.shortened().matches("n{" + (room - 9) + "}-[0-9a-f]{8}"), longer::shortened);
        assertEquals(LONGEST, longer.claim(2147483647L).getFileName().toString().length());
        assertNotEquals(longer.shortened(), of(room + 2).shortened());
    }

    @Test
    void processIsOneThatThereCanBe() {
        assertEquals(OptionalLong.of(1), breaker("1"));
        assertEquals(OptionalLong.empty(), breaker("0"));
        long greatest = ProcessIdentity.GREATEST_PID;
        assertEquals(OptionalLong.of(greatest), breaker(Long.toString(greatest)));
        assertEquals(OptionalLong.empty(), breaker(Long.toString(greatest + 1)));
        assertEquals(OptionalLong.empty(), breaker("01234567890"));
    }
}
