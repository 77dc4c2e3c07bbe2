package io.portalocker;

import io.portalocker.internal.file.Access;
import io.portalocker.internal.file.PlainOpening;
import io.portalocker.internal.sys.OpenFlags;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How a lock file is opened: the modes of Python's {@code open}.
 *
 * <p>No mode truncates while opening. The file of {@link #W} and {@link #W_PLUS} loses its content when an exclusive lock
 * on it has been taken, so a contender that never gets the lock destroys nothing.
 */
public enum OpenMode {
    /** Read; the file must exist. */
    R("r", Direction.READ, Creation.NEVER, Start.BEGINNING),
    /** Read and write; the file must exist. */
    R_PLUS("r+", Direction.BOTH, Creation.NEVER, Start.BEGINNING),
    /** Write; created if absent, emptied once it is locked. */
    W("w", Direction.WRITE, Creation.IF_ABSENT, Start.EMPTY),
    /** Read and write; created if absent, emptied once it is locked. */
    W_PLUS("w+", Direction.BOTH, Creation.IF_ABSENT, Start.EMPTY),
    /** Append: every write goes to the end; created if absent. The default of a {@link Lock}. */
    A("a", Direction.WRITE, Creation.IF_ABSENT, Start.END),
    /** Read, and append with every write; created if absent. */
    A_PLUS("a+", Direction.BOTH, Creation.IF_ABSENT, Start.END),
    /** Write to a file that must not exist yet. */
    X("x", Direction.WRITE, Creation.ALWAYS, Start.BEGINNING),
    /** Read and write a file that must not exist yet. */
    X_PLUS("x+", Direction.BOTH, Creation.ALWAYS, Start.BEGINNING);

    /** What may be done through the descriptor. */
    private enum Direction {
        READ,
        WRITE,
        BOTH
    }

    /** When the file is made. */
    private enum Creation {
        NEVER,
        IF_ABSENT,
        ALWAYS
    }

    /** What is found once the file is locked. */
    private enum Start {
        BEGINNING,
        EMPTY,
        END
    }

    private final String text;
    private final Direction direction;
    private final Creation creation;
    private final Start start;

    OpenMode(String text, Direction direction, Creation creation, Start start) {
        this.text = text;
        this.direction = direction;
        this.creation = creation;
        this.start = start;
    }

    private int flags() {
        return (reads() ? OpenFlags.READ : 0)
                | (writes() ? OpenFlags.WRITE : 0)
                | (appends() ? OpenFlags.APPEND : 0)
                | (creates() ? OpenFlags.CREATE : 0)
                | (requiresAbsence() ? OpenFlags.EXCLUSIVE : 0);
    }

    private Access.Start found() {
        if (truncates()) {
            return Access.Start.EMPTY;
        }
        // Python reads from the end too.
        return appends() && reads() ? Access.Start.END : Access.Start.AS_IT_IS;
    }

    /** {@return how the engine opens a file in this mode} */
    PlainOpening opening() {
        return Objects.requireNonNull(Openings.OF_MODES.get(this));
    }

    /** One for each mode: what is made for a lock is garbage afterwards. */
    private static final class Openings {

        static final Map<OpenMode, PlainOpening> OF_MODES = new EnumMap<>(OpenMode.class);

        static {
            for (OpenMode mode : values()) {
                OF_MODES.put(mode, new PlainOpening(new Access(mode.flags(), mode.found())));
            }
        }
    }

    /** Finds the mode that a file was opened in; whether it may be moved meanwhile is no part of it. */
    static OpenMode of(Access access) {
        Access plain = new Access(access.flags() & ~OpenFlags.MOVABLE, access.start());
        for (OpenMode mode : values()) {
            if (mode.opening().access().equals(plain)) {
                return mode;
            }
        }
        throw new AssertionError(access);
    }

    /**
     * Finds the mode written as in Python. A {@code b} or {@code t} is accepted and means nothing, since Java decides
     * between bytes and text where it reads and writes.
     *
     * @param text one of {@code r r+ w w+ a a+ x x+}
     * @return the mode
     * @throws IllegalArgumentException if it is none of them
     */
    public static OpenMode of(String text) {
        String plain = Objects.requireNonNull(text, "text").replaceFirst("[bt]", "");
        return Arrays.stream(values())
                .filter(mode -> mode.text.equals(plain))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("open mode '" + text + "' is none of "
                        + Arrays.stream(values()).map(mode -> mode.text).collect(Collectors.joining(" "))));
    }

    /** {@return whether data can be read} */
    public boolean reads() {
        return direction != Direction.WRITE;
    }

    /** {@return whether data can be written} */
    public boolean writes() {
        return direction != Direction.READ;
    }

    /** {@return whether every write goes to the end of the file} */
    public boolean appends() {
        return start == Start.END;
    }

    /** {@return whether the file is emptied once it is locked} */
    public boolean truncates() {
        return start == Start.EMPTY;
    }

    /** {@return whether an absent file is created} */
    public boolean creates() {
        return creation != Creation.NEVER;
    }

    /** {@return whether a present file is refused} */
    public boolean requiresAbsence() {
        return creation == Creation.ALWAYS;
    }

    /** {@return the spelling of Python's {@code open}} */
    @Override
    public String toString() {
        return text;
    }
}
