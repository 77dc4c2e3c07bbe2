package io.portalocker.internal.wait;

import java.util.Properties;

/**
 * Which copy of this library may take the process's record lock of a file. The kernel has one lock for the whole process, so
 * a copy in another class loader, which has gates of its own, would get it at once and free it for both. What all copies see
 * is the JVM's system properties; strings, so that nothing keeps a class loader alive.
 */
final class RecordClaims {

    private static final String PREFIX = "io.portalocker.record-lock.";

    private RecordClaims() {}

    /** Answers false if another copy has it. */
    static boolean claim(long device, long inode) {
        return properties().putIfAbsent(key(device, inode), "held") == null;
    }

    static void release(long device, long inode) {
        properties().remove(key(device, inode));
    }

    private static Properties properties() {
        return System.getProperties();
    }

    private static String key(long device, long inode) {
        return PREFIX + device + "." + inode;
    }
}
