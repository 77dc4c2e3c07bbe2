/** The {@code portalocker} command: flock(1) for every platform, and a look at who holds a lock. Not exported. */
@NullMarked
package io.portalocker.cli;

import org.jspecify.annotations.NullMarked;
