/** The {@code portalocker} command; not exported. */
package io.portalocker.cli;
