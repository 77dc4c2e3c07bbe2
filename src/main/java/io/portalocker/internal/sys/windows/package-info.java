/** Windows: {@code LockFileEx}, {@code CreateFileW} and their kin in kernel32. */
@NullMarked
package io.portalocker.internal.sys.windows;

import org.jspecify.annotations.NullMarked;
