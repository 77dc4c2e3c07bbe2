package io.portalocker.bench.redis;

/** Something that can be taken. */
@FunctionalInterface
public interface Subject {

    /** What frees it. */
    @FunctionalInterface
    interface Taken {
        void free() throws Exception;
    }

    /** Waits until it has it. */
    Taken take() throws Exception;
}
