package io.portalocker.cli;

import java.io.IOException;

/** One of the commands. */
interface Subcommand {

    Syntax syntax();

    /**
     * Does it.
     *
     * @param line its command line
     * @param mayBecome whether this process may end as another program; not if it is somebody else's JVM
     * @return the exit status
     */
    int run(Parsed line, boolean mayBecome) throws IOException, InterruptedException;
}
