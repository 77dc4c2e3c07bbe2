/** What is told to JDK Flight Recorder, where that is there and asks. */
@NullMarked
package io.portalocker.internal.events;

import org.jspecify.annotations.NullMarked;
