/**
 * Locks for tests with JUnit 5: {@link io.portalocker.junit.FileLocked} for tests that share a resource with other processes,
 * and {@link io.portalocker.junit.FakeHeld} for tests of code that is given a handle.
 */
@NullMarked
package io.portalocker.junit;

import org.jspecify.annotations.NullMarked;
