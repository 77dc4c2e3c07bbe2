/** Waiting for any one of several files. */
@NullMarked
package io.portalocker.internal.slots;

import org.jspecify.annotations.NullMarked;
