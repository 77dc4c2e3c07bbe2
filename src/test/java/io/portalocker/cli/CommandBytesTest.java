package io.portalocker.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was typed is what runs, byte for byte, whatever the locale. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class CommandBytesTest {
    private static final String SAME = "";

    @TempDir
    Path directory;

    /** All values but NUL, and a letter behind the line feed, which a shell would cut off. */
    private static byte[] all(int... without) {
        var bytes = new ByteArrayOutputStream();
        for (int value = 1; value <= 255; value++) {
            int each = value;
            if (java.util.Arrays.stream(without).noneMatch(other -> other == each)) {
                bytes.write(value);
            }
        }
        bytes.write('x');
        return bytes.toByteArray();
    }

    /** As printf(1) wants them: a Java string cannot take them to a process. */
    private static String octal(byte[] bytes) {
        var text = new StringBuilder();
        for (byte each : bytes) {
            text.append(String.format("\\%03o", each));
        }
        return text.toString();
    }

    /** Runs it from a shell, which makes {@code $all} of the bytes, in a locale or in the environment of cron. */
    private int shell(String locale, byte[] all, String arguments) throws Exception {
        var java = new ArrayList<String>();
        for (String word : Jvm.command(Main.class)) {
            java.add("'" + word + "'");
        }
        var environment = locale.equals(SAME) ? "env -i PATH=/usr/bin:/bin" : "env LC_ALL=" + locale;
        var script = "all=$(printf '" + octal(all) + "'); exec " + environment + " " + String.join(" ", java) + " "
                + arguments;
        try (var child = Child.start(List.of("sh", "-c", "cd '" + directory + "' && " + script))) {
            int status = child.exitCode();
            return status == 0 ? 0 : fail(child.transcript());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SAME, "C", "C.UTF-8"})
    void argumentsKeepTheirBytes(String locale) throws Exception {
        for (String mode : List.of("", "--verbose", "--close")) {
            assertEquals(
                    0, shell(locale, all(), "run " + mode + " lock -- sh -c 'printf %s \"$1\" > out' sh \"$all\""));
            assertArrayEquals(all(), Files.readAllBytes(directory.resolve("out")), mode);
        }
        assertEquals(
                0, shell(locale, all(), "semaphore --directory . gpu 1 -- sh -c 'printf %s \"$1\" > out' sh \"$all\""));
        assertArrayEquals(all(), Files.readAllBytes(directory.resolve("out")));
    }

    @ParameterizedTest
    @ValueSource(strings = {SAME, "C", "C.UTF-8"})
    void theLocksNameKeepsItsBytes(String locale) throws Exception {
        byte[] name = all('/');
        assertEquals(0, shell(locale, name, "run \"$all\" -- true"));
        var uri = new StringBuilder(directory.toUri().toString());
        for (byte each : name) {
            uri.append(String.format("%%%02x", each));
        }
        assertTrue(Files.exists(Path.of(URI.create(uri.toString()))));
        try (var files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --soft", "run --strict", "pid"})
    void markersKeepTheirBytes(String command) throws Exception {
        byte[] name = all('/');
        byte[] some = java.util.Arrays.copyOfRange(name, 120, 200);
        assertEquals(0, shell(SAME, some, command + " \"$all\" -- sh -c 'test -f \"$1\"' sh \"$all\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {SAME, "C.UTF-8"})
    void slotsKeepTheirBytes(String locale) throws Exception {
        byte[] name = all('/', '\\');
        byte[] some = java.util.Arrays.copyOfRange(name, 110, 190);
        assertEquals(
                0,
                shell(
                        locale,
                        some,
                        "semaphore --directory . \"$all\" 1 -- sh -c 'test -f \"$1.00.lock\"' sh \"$all\""));
    }

    /** What takes the place of a lost byte, a question mark, would stand for any other to a shell. */
    @ParameterizedTest
    @ValueSource(strings = {"\303\244", "\344"})
    void theShellGetsTheBytesOfItsLine(String latin) throws Exception {
        assertEquals(0, shell(SAME, new byte[] {'x'}, "run lock -c 'touch data-01 data-02'"));
        byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(0, shell(SAME, bytes, "run lock -c \"touch data-$all\""));
        assertEquals(0, shell(SAME, bytes, "run lock -c \"rm data-$all\""));
        try (var files = Files.list(directory)) {
            assertEquals(
                    List.of("data-01", "data-02", "lock"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    /** The JDK has the name of the current directory from the locale too. */
    @ParameterizedTest
    @ValueSource(strings = {SAME, "C.UTF-8"})
    void theCurrentDirectoryKeepsItsBytes(String locale) throws Exception {
        assertEquals(0, shell("C.UTF-8", new byte[] {(byte) 0344}, "run lock -- mkdir \"$all\""));
        var java = new ArrayList<String>();
        for (String word : Jvm.command(Main.class)) {
            java.add("'" + word + "'");
        }
        var environment = locale.equals(SAME) ? "env -i PATH=/usr/bin:/bin" : "env LC_ALL=" + locale;
        var script = "cd '" + directory + "' && cd \"$(printf '\\344')\" && exec " + environment + " "
                + String.join(" ", java);
        for (String command : List.of("run", "run --verbose", "run --soft", "pid")) {
            String name = command.replace(' ', '.');
            try (var child =
                    Child.start("sh", "-c", script + " " + command + " " + name + " -- sh -c 'test -f " + name + "'")) {
                assertEquals(0, child.exitCode(), child::transcript);
            }
        }
    }
}
