package io.portalocker.cli;

import io.portalocker.internal.command.Quoted;
import io.portalocker.internal.command.Word;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/** The command line is wrong: what is wrong with it, and what to type instead. */
final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** A line that works, or where to find one; empty if the message says it. In front of the corrected line, if there is one. */
    private final String advice;

    /** What was typed and what to type instead; empty if there is no such word. */
    private final ArrayList<String> correction;

    private UsageException(String message, String advice, List<String> correction) {
        super(message);
        this.advice = advice;
        this.correction = new ArrayList<>(correction);
    }

    UsageException(String message, String advice) {
        this(message, advice, List.of());
    }

    /** The line with another word works. */
    static UsageException instead(String message, String advice, String typed, String better) {
        return new UsageException(message, advice, List.of(typed, better));
    }

    UsageException(String message) {
        this(message, "");
    }

    /** What is to be said of a line. */
    String advice(List<Word> words) {
        return correction.isEmpty() ? advice : advice + ": " + corrected(words);
    }

    private String corrected(List<Word> words) {
        String typed = correction.getFirst();
        String better = correction.getLast();
        List<Word> corrected = new ArrayList<>(words);
        for (int i = 0; i < corrected.size(); i++) {
            String word = corrected.get(i).raw();
            if (word.equals(typed) || word.startsWith(typed + "=")) {
                corrected.set(i, new Word(better + word.substring(typed.length())));
                break;
            }
            if (word.startsWith("-") && word.endsWith(typed)) {
                corrected.set(i, new Word(word.substring(0, word.length() - typed.length()) + better));
                break;
            }
        }
        return Syntax.PROGRAM + " " + Quoted.line(corrected);
    }
}
