package io.portalocker;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How a lock file is opened: the modes of Python's {@code open}, and one for files that hold no data.
 *
 * <p>No mode truncates while opening. The file of {@link #W} and {@link #W_PLUS} loses its content when an exclusive lock
 * on it has been taken, so a contender that never gets the lock destroys nothing.
 */
public enum OpenMode {
    /** Read; the file must exist. */
    R("r", Access.READ, Creation.NEVER, Start.BEGINNING),
    /** Read and write; the file must exist. */
    R_PLUS("r+", Access.BOTH, Creation.NEVER, Start.BEGINNING),
    /** Write; created if absent, emptied once it is locked. */
    W("w", Access.WRITE, Creation.IF_ABSENT, Start.EMPTY),
    /** Read and write; created if absent, emptied once it is locked. */
    W_PLUS("w+", Access.BOTH, Creation.IF_ABSENT, Start.EMPTY),
    /** Append: every write goes to the end; created if absent. The default of a {@link Lock}. */
    A("a", Access.WRITE, Creation.IF_ABSENT, Start.END),
    /** Read, and append with every write; created if absent. */
    A_PLUS("a+", Access.BOTH, Creation.IF_ABSENT, Start.END),
    /** Write to a file that must not exist yet. */
    X("x", Access.WRITE, Creation.ALWAYS, Start.BEGINNING),
    /** Read and write a file that must not exist yet. */
    X_PLUS("x+", Access.BOTH, Creation.ALWAYS, Start.BEGINNING),
    /**
     * No data: opened for reading and created if absent, so that a file one may only read can be locked too. The file
     * serves as a name. {@link Locker#LOCKF} and {@link Locker#OFD} lock it shared only.
     */
    NAME("", Access.READ, Creation.IF_ABSENT, Start.BEGINNING);

    /** What may be done through the descriptor. */
    private enum Access {
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
    private final Access access;
    private final Creation creation;
    private final Start start;

    OpenMode(String text, Access access, Creation creation, Start start) {
        this.text = text;
        this.access = access;
        this.creation = creation;
        this.start = start;
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
                .filter(mode -> mode != NAME && mode.text.equals(plain))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("open mode '" + text + "' is none of "
                        + Arrays.stream(values())
                                .map(mode -> mode.text)
                                .filter(s -> !s.isEmpty())
                                .collect(Collectors.joining(" "))));
    }

    /** {@return whether data can be read} */
    public boolean reads() {
        return access != Access.WRITE;
    }

    /** {@return whether data can be written} */
    public boolean writes() {
        return access != Access.READ;
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

    /** {@return the spelling of Python's {@code open}; of {@link #NAME} it is empty} */
    @Override
    public String toString() {
        return text;
    }
}
