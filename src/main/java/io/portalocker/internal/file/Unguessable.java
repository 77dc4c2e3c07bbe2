package io.portalocker.internal.file;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.LateClose;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Bytes that nobody can guess: who could would create our next name before we do.
 *
 * <p>They are the system's, asked for each time. {@code java.security} opens files when it is first used, and if it cannot, for
 * want of descriptors say, nobody in this JVM can use it ever after, the application included; so it is asked only where the
 * system has no such device, or none that can be read.
 */
public final class Unguessable {

    private static final File DEVICE = new File("/dev/urandom");

    private Unguessable() {}

    private static boolean isThere() {
        return File.separatorChar == '/' && DEVICE.canRead() && !DEVICE.isFile();
    }

    private static final class OfJava {
        static final SecureRandom RANDOM = new SecureRandom();

        static byte[] bytes(int count) {
            byte[] bytes = new byte[count];
            RANDOM.nextBytes(bytes);
            return bytes;
        }
    }

    /** Draws bytes; what fails may be asked again. */
    public static byte[] bytes(int count) throws Failure {
        if (!isThere()) {
            return OfJava.bytes(count);
        }
        FileCalls files = Platform.current().files();
        try {
            long device = files.open(DEVICE.toPath(), OpenFlags.READ, 0);
            try {
                return checked(Content.read(files, device, count), count);
            } finally {
                LateClose.quietly(() -> files.close(device));
            }
        } catch (SysException | EOFException e) {
            throw new Failure(DEVICE.toString(), "read", e);
        }
    }

    /** As {@link #bytes} without native calls, which an application that locks at Redis alone need not permit. */
    public static byte[] bytesOfStream(int count) throws IOException {
        if (!isThere()) {
            return OfJava.bytes(count);
        }
        try (InputStream device = new FileInputStream(DEVICE)) {
            return checked(device.readNBytes(count), count);
        }
    }

    private static byte[] checked(byte[] bytes, int count) throws EOFException {
        if (bytes.length < count) {
            throw new EOFException("it ends after " + bytes.length + " bytes");
        }
        return bytes;
    }

    /** {@return such bytes as hexadecimal digits} */
    public static String digits(int bytes) throws Failure {
        return HexFormat.of().formatHex(bytes(bytes));
    }
}
