package io.portalocker;

/** Until the first lock: an exported package must not be empty. */
final class Placeholder {
    private Placeholder() {}
}
