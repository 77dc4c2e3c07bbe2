/** A system without a native layer: every call is refused with one clear message. */
@NullMarked
package io.portalocker.internal.sys.unsupported;

import org.jspecify.annotations.NullMarked;
