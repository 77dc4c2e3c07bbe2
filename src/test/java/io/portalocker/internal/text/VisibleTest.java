package io.portalocker.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void whatATerminalWouldObeyIsSpelledOut() {
        assertEquals("\\e[2Jx\\r\\npid 1\\t", Visible.of("\033[2Jx\r\npid 1\t"));
        assertEquals("\\x07\\x00\\x7f\\u009b", Visible.of("\007\0\177\u009b"));
        assertEquals("txt.\\u202eexe", Visible.of("txt.\u202eexe"));
        assertEquals("\\ud800x", Visible.of("\ud800x"));
    }

    @Test
    void whatIsSeenAsItselfStays() {
        String text = "größe C:\\temp 日本 \ud83d\ude00";
        assertEquals(text, Visible.of(text));
        assertEquals(text + "\\n", Visible.of(text + "\n"));
    }

    @Test
    void bytesThatAreNoTextAreNumbers() {
        assertEquals("gr\\xf6\\xdfe", Visible.ofBytes("größe".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals("größe", Visible.ofBytes("größe".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aCommandKeepsItsEnd() {
        String shown = CommandText.shortened("make " + "x".repeat(500) + " the-target");
        assertTrue(shown.startsWith("make xxx") && shown.endsWith(" the-target"), shown);
        assertTrue(shown.length() < 140, shown);
    }

    @Test
    void ofAJvmTheMainClassIsShown() {
        String path = "/lib/a.jar:".repeat(50);
        assertEquals(
                "java ... it.Main --port 80",
                CommandText.shortened("/usr/bin/java -Xmx1g -cp " + path + " -Da=b it.Main --port 80"));
        assertEquals("java ... it/it.Main", CommandText.shortened("java -p " + path + " -m it/it.Main"));
        assertEquals("java ... app.jar x", CommandText.shortened("java -Dx=" + path + " -jar app.jar x"));
    }

    @Test
    void aHolderCannotForgeALine() {
        var holder = new io.portalocker.LockHolder(4711, "x\033[A\rpid 1 (init)\n", Instant.EPOCH, false);
        assertFalse(holder.toString().chars().anyMatch(Character::isISOControl), holder::toString);
    }
}
