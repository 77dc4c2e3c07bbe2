package io.portalocker;

/**
 * What is asked of {@link Portalocker#lock}. The sets that make sense are {@code {EXCLUSIVE}} and {@code {SHARED}}, each
 * with or without {@code NON_BLOCKING}. All others are refused before any system call.
 *
 * <p>These are names, not numbers: the numbers behind them differ between systems and must not be stored.
 */
public enum LockFlag {
    /** Nobody else may hold the lock. */
    EXCLUSIVE,
    /** Others may hold the lock shared too. */
    SHARED,
    /** Answer at once instead of waiting. */
    NON_BLOCKING
}
