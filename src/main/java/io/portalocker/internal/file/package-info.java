/** Files that are locked whole: opening, identity, handing an open file on, and what is done to a lock file at its path. */
@NullMarked
package io.portalocker.internal.file;

import org.jspecify.annotations.NullMarked;
