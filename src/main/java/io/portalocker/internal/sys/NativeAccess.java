package io.portalocker.internal.sys;

import java.lang.foreign.MemorySegment;

/** Tells a refused native access with the flag that grants it. */
final class NativeAccess {

    private NativeAccess() {}

    /**
     * Returns if this module may call native functions. A JVM that only warns has warned by then. Throws
     * IllegalCallerException if it may not.
     */
    @SuppressWarnings("restricted") // asks for the permission and does nothing with it
    static void require() {
        try {
            MemorySegment.NULL.reinterpret(0);
        } catch (IllegalCallerException refused) {
            Module module = NativeAccess.class.getModule();
            String name = module.isNamed() ? module.getName() : "ALL-UNNAMED";
            throw new IllegalCallerException(
                    "io.portalocker locks through native calls, which this JVM does not permit; "
                            + "start java with --enable-native-access=" + name,
                    refused);
        }
    }
}
