package io.portalocker.internal.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Child;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;

/** Host names as filelock 4 escapes them, by its own account. */
class HostNameTest {
    private static Child python;

    @BeforeContainer
    static void startPython() {
        python = Child.python("""
            import socket, sys
            from filelock._identity import host_name
            for line in sys.stdin:
                socket.gethostname = lambda: bytes.fromhex(line.strip()).decode('utf-8', 'surrogateescape')
                print(host_name())
            """);
    }

    @AfterContainer
    static void endPython() {
        python.close();
    }

    @Property(tries = 1000)
    void agreesWithPython(@ForAll @Size(max = 300) byte[] raw) {
        assertEquals(python.ask(HexFormat.of().formatHex(raw)), HostName.escape(raw));
    }

    @Property(tries = 1000)
    void isPrintableAndOfBoundedLength(@ForAll @Size(max = 2000) byte[] raw) {
        String name = HostName.escape(raw);
        assertTrue(name.matches("[!-~]{1,253}"), name);
    }

    @Property(tries = 1000)
    void keepsTwoHostsApart(@ForAll @Size(max = 90) byte[] one, @ForAll @Size(max = 90) byte[] other) {
        assertEquals(Arrays.equals(one, other), HostName.escape(one).equals(HostName.escape(other)));
    }

    @Test
    void realNameIsItself() {
        assertEquals("build-7.example.org", escape("build-7.example.org"));
        assertEquals("?", escape(""));
        assertEquals("a?20b?0a?3f", escape("a b\n?"));
    }

    @Test
    void longNamesDifferInWhatIsCutOff() {
        String common = "x".repeat(300);
        assertEquals(253, escape(common + "1").length());
        assertNotEquals(escape(common + "1"), escape(common + "2"));
    }

    private static String escape(String name) {
        return HostName.escape(name.getBytes(StandardCharsets.UTF_8));
    }
}
