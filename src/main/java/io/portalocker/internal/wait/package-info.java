/** Waiting: the queue of this JVM's threads in front of each file, and the ways to learn that the file is free. */
@NullMarked
package io.portalocker.internal.wait;

import org.jspecify.annotations.NullMarked;
