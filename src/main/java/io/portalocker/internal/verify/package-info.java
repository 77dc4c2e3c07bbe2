/** Tries the locks on a directory of the user's, between processes and between machines. Below the API, above all kinds. */
@org.jspecify.annotations.NullMarked
package io.portalocker.internal.verify;
