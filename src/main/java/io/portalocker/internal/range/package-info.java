/** Reading and writing sides of one file, as locks of byte ranges. */
@NullMarked
package io.portalocker.internal.range;

import org.jspecify.annotations.NullMarked;
