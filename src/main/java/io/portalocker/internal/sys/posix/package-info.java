/** What Linux and macOS share: the same calls over two sets of generated bindings. */
@NullMarked
package io.portalocker.internal.sys.posix;

import org.jspecify.annotations.NullMarked;
