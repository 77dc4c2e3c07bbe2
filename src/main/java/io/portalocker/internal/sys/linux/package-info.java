/** Linux: {@code flock(2)}, {@code fcntl(2)} record and open-file-description locks, {@code statx(2)}, {@code /proc}. */
@NullMarked
package io.portalocker.internal.sys.linux;

import org.jspecify.annotations.NullMarked;
