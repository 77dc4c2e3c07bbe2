/** macOS: {@code flock(2)}, {@code fcntl(2)} record locks, {@code fstat(2)}, {@code sysctl(3)}. */
@NullMarked
package io.portalocker.internal.sys.macos;

import org.jspecify.annotations.NullMarked;
