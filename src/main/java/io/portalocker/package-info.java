/** Locks that hold between processes, threads and machines. */
@NullMarked
package io.portalocker;

import org.jspecify.annotations.NullMarked;
