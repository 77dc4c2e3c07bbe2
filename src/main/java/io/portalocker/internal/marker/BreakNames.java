package io.portalocker.internal.marker;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.sys.RawNames;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names a marker has while it is broken: {@code NAME.break.PID.T} with the process that breaks it, and {@code
 * NAME.restore.PID.T} with one that gives a marker its name back, as Python's filelock calls them.
 *
 * @param path the marker's own path
 * @param name its last component, a character a byte
 * @param shortened the same, short enough for what is appended to it
 */
record BreakNames(Path path, String name, String shortened) {

    /** In bytes; what every file system in use permits. */
    private static final int LONGEST_NAME = 255;

    private static final int LONGEST_SUFFIX = ".restore.2147483647.".length() + 32;
    private static final int DIGEST = 8;

    /** Behind either form of the name. */
    private static final Pattern SUFFIX = Pattern.compile("\\.(break|restore)\\.([0-9]{1,10})\\.[0-9a-f]{32}");

    static BreakNames of(Path path) {
        String name = RawNames.last(path);
        int room = LONGEST_NAME - LONGEST_SUFFIX;
        return new BreakNames(
                path,
                name,
                name.length() <= room
                        ? name
                        : name.substring(0, room - DIGEST - 1) + "-" + HostName.digest(name, DIGEST));
    }

    /** A new name for a marker at a process that breaks it. */
    Path aside(long pid) throws Failure {
        return sibling(".break." + pid + "." + Tokens.next());
    }

    /** A new name for a marker at a process that restores it. */
    Path claim(long pid) throws Failure {
        return sibling(".restore." + pid + "." + Tokens.next());
    }

    /** The whole name as long as it fits: Python knows no other. */
    private Path sibling(String suffix) {
        return RawNames.sibling(path, (name.length() + suffix.length() <= LONGEST_NAME ? name : shortened) + suffix);
    }

    /** The process at which a file lies aside, empty if the name says nothing of the kind. */
    OptionalLong breaker(String file) {
        return process(file, "break");
    }

    /** The process that has claimed a file to restore it. */
    OptionalLong restorer(String file) {
        return process(file, "restore");
    }

    private OptionalLong process(String file, String kind) {
        Matcher matcher = SUFFIX.matcher(file);
        int begin = file.startsWith(name) ? name.length() : file.startsWith(shortened) ? shortened.length() : -1;
        if (begin < 0
                || !matcher.region(begin, file.length()).matches()
                || !matcher.group(1).equals(kind)) {
            return OptionalLong.empty();
        }
        long pid = Long.parseLong(matcher.group(2));
        return pid >= 1 && pid <= ProcessIdentity.GREATEST_PID ? OptionalLong.of(pid) : OptionalLong.empty();
    }
}
