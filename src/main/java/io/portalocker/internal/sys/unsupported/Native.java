package io.portalocker.internal.sys.unsupported;

/** What stands in for a native layer where there is none. */
final class Native {

    private Native() {}

    static String missing() {
        return "no native layer for " + System.getProperty("os.name", "this system");
    }
}
