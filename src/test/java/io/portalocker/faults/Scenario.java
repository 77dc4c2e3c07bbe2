package io.portalocker.faults;

/** What is done while a call goes wrong. */
enum Scenario {
    /** Taking what is free. */
    ACQUIRE,
    /** Giving back. */
    RELEASE,
    /** Being refused what another process holds. */
    REFUSED,
    /** Waiting for what another process holds, until the deadline. */
    TIMEOUT,
    /** Waiting until another process lets go. */
    WAIT,
    /** As a virtual thread. */
    WAIT_VIRTUAL,
    /** Where the kernel's own wait is not to be had. */
    WAIT_EVENTS,
    /** Where there is no news either. */
    WAIT_POLLING,
    /** Taking what a dead process left. */
    BREAK;

    boolean appliesTo(Subject subject) {
        return switch (this) {
            case WAIT_VIRTUAL, WAIT_EVENTS, WAIT_POLLING ->
                subject == Subject.LOCK || subject == Subject.LOCK_OFD || subject == Subject.LOCK_LOCKF;
            case BREAK -> subject.isMarker() || subject.isLog();
            default -> true;
        };
    }

    boolean isInTheWay() {
        return this == REFUSED || this == TIMEOUT;
    }

    boolean waitsForRelease() {
        return switch (this) {
            case WAIT, WAIT_VIRTUAL, WAIT_EVENTS, WAIT_POLLING -> true;
            default -> false;
        };
    }

    /** {@return the forced way to wait; empty for the best} */
    String method() {
        return switch (this) {
            case WAIT_EVENTS -> "events";
            case WAIT_POLLING -> "polling";
            default -> "";
        };
    }
}
