/** Acquiring and holding, whatever is locked: written once, for every kind of lock. */
@NullMarked
package io.portalocker.internal.acquire;

import org.jspecify.annotations.NullMarked;
