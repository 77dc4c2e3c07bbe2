package io.portalocker.internal.sys;

/**
 * A holder of a file's lock, by the kernel's account.
 *
 * @param pid the process
 * @param shared whether it holds shared
 * @param mechanism how it was locked
 */
public record LockOwner(long pid, boolean shared, Mechanism mechanism) {}
