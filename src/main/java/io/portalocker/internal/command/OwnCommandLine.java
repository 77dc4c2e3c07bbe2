package io.portalocker.internal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The words this process was started with, from the kernel's copy. What {@code main} gets went through the charset of the
 * locale: in that of cron and of containers, every byte beyond ASCII is lost.
 */
public final class OwnCommandLine {

    private static final Path COPY = Path.of("/proc/self/cmdline");

    /** What decoding leaves of bytes that it cannot decode. */
    private static final char LOST = '\ufffd';

    private OwnCommandLine() {}

    /** Finds the words behind what {@code main} got. */
    public static List<Word> words(String... args) throws IOException {
        boolean exact = true;
        for (String arg : args) {
            exact &= Word.isAscii(arg);
        }
        if (!exact && Word.BYTES && Files.exists(COPY)) {
            return last(args.length, Files.readAllBytes(COPY));
        }
        List<Word> words = new ArrayList<>();
        for (String arg : args) {
            if (arg.indexOf(LOST) >= 0) {
                throw new IOException("an argument cannot be told from the bytes that this locale knows: "
                        + Word.of(arg) + "; use one whose charset is UTF-8");
            }
            words.add(Word.of(arg));
        }
        return words;
    }

    /** The last words of many, each of which ends with a NUL: the first are the JVM's own. */
    static List<Word> last(int count, byte[] copy) {
        List<Word> words = new ArrayList<>();
        int end = copy.length - 1;
        while (words.size() < count) {
            int start = end;
            while (start > 0 && copy[start - 1] != 0) {
                start--;
            }
            words.add(Word.ofBytes(java.util.Arrays.copyOfRange(copy, start, end)));
            end = start - 1;
        }
        Collections.reverse(words);
        return words;
    }
}
