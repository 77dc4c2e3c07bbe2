package io.portalocker.internal.marker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Child;
import io.portalocker.testkit.NeedsPython;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;

/** Host names as filelock 4.2 escapes them, by its own account. */
class HostNameTest {
    private static final OptionalLong NONE = OptionalLong.empty();
    private static Child python;

    /** Started by who asks it: where there is none, only that is skipped. */
    private static Child python() {
        if (python == null) {
            python = Child.python("""
                import socket, sys, types
                from filelock import _identity
                for line in sys.stdin:
                    name, namespace = line.strip().split(':')
                    socket.gethostname = lambda: bytes.fromhex(name).decode('utf-8', 'surrogateescape')
                    status = types.SimpleNamespace(st_ino=int(namespace))
                    _identity.Path = lambda path: types.SimpleNamespace(stat=lambda: status)
                    print(_identity.host_name())
                """);
        }
        return python;
    }

    @AfterContainer
    static void endPython() {
        if (python != null) {
            python.close();
        }
    }

    @AddLifecycleHook(NeedsPython.class)
    @Property(tries = 1000)
    void agreesWithPython(
            @ForAll @Size(max = 300) byte[] raw, @ForAll @LongRange(min = 0xEFFFFFF8L, max = 0xF00000FFL) long inode) {
        var namespace = inode == 0xEFFFFFFCL ? OptionalLong.empty() : OptionalLong.of(inode);
        assertEquals(python().ask(HexFormat.of().formatHex(raw) + ":" + inode), HostName.of(raw, namespace));
    }

    @Test
    void containersOfOneMachineAreKeptApart() {
        byte[] raw = "vm".getBytes(StandardCharsets.UTF_8);
        assertEquals("vm?pidns-f0000152", HostName.of(raw, OptionalLong.of(0xf0000152L)));
        assertTrue(HostName.isOfNamespace("vm?pidns-f0000152"));
        assertFalse(HostName.isOfNamespace(HostName.of("vm?pidns-1".getBytes(StandardCharsets.UTF_8), NONE)));
    }

    @Property(tries = 1000)
    void isPrintableAndOfBoundedLength(@ForAll @Size(max = 2000) byte[] raw) {
        String name = HostName.of(raw, NONE);
        assertTrue(name.matches("[!-~]{1,253}"), name);
    }

    @Property(tries = 1000)
    void keepsTwoHostsApart(@ForAll @Size(max = 90) byte[] one, @ForAll @Size(max = 90) byte[] other) {
        assertEquals(Arrays.equals(one, other), HostName.of(one, NONE).equals(HostName.of(other, NONE)));
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
        return HostName.of(name.getBytes(StandardCharsets.UTF_8), NONE);
    }
}
