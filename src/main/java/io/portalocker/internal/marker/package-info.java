/**
 * Locks that are files: a marker exists, so its owner holds the lock. What a marker says, who may break it and when,
 * and how one is published complete and withdrawn. The protocols are those of Python's filelock.
 */
@NullMarked
package io.portalocker.internal.marker;

import org.jspecify.annotations.NullMarked;
