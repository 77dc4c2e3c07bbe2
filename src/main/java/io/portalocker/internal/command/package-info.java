/**
 * What the {@code portalocker} command does with the system: its own command line as the kernel has it, the file that it
 * locks as flock(1) would, and the program that it becomes or starts. Nothing here is decoded on the way. It knows neither
 * the locks of the API nor options.
 */
@NullMarked
package io.portalocker.internal.command;

import org.jspecify.annotations.NullMarked;
