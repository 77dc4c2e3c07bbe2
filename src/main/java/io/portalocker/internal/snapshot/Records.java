package io.portalocker.internal.snapshot;

import io.portalocker.internal.wait.LateClose;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The files of one lock. A content is a string with a character for each byte. Every call finds the directories by their
 * names anew, so that a log that was removed and begun again is found; {@link TreeException} if they are not this lock's.
 */
interface Records {

    /** The two directories. */
    enum Place {
        /** The snapshots. */
        LOG("gen"),
        /** What the members say of themselves. */
        HOLDERS("holders");

        private final String directory;

        Place(String directory) {
            this.directory = directory;
        }

        String directory() {
            return directory;
        }
    }

    /** What names a file as long as it has not been removed. */
    record Identity(long device, long inode) {}

    /** Makes the directories that are missing. */
    void prepare() throws IOException;

    /** Empty if there is no such file; what is no regular file has no bytes. */
    Optional<String> read(Place place, String name) throws IOException;

    /** Makes a new file; empty if there is one by that name. A durable one survives a crash of the machine once it has its name. */
    Optional<Identity> create(Place place, String name, String content, boolean durable) throws IOException;

    /** Gives a file of the log a second name, unless that is taken; answers whether both are one file now. */
    boolean link(String existing, String name) throws IOException;

    /** Gives a file of the log another name, which is taken from what has it. */
    void replace(String existing, String name) throws IOException;

    /** Writes a member's record anew; false if the name does not lead to that file alone. */
    boolean overwrite(String name, String content, Identity identity) throws IOException;

    /** Whether a member's record is the file that it was. */
    boolean isThere(String name, Identity identity) throws IOException;

    /** Removes a file, if it is there. */
    void unlink(Place place, String name) throws IOException;

    /**
     * Removes what is in nobody's way: a call that fails once is no matter, and what stays is removed by others when it is
     * old.
     */
    default void discard(Place place, String name) {
        try {
            unlink(place, name);
        } catch (IOException | RuntimeException | Error e) {
            LateClose.quietly(() -> unlink(place, name));
        }
    }

    /** Empty if there is no such directory. */
    List<String> list(Place place) throws IOException;
}
