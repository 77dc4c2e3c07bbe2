/** Words of others in messages of ours. */
@NullMarked
package io.portalocker.internal.text;

import org.jspecify.annotations.NullMarked;
