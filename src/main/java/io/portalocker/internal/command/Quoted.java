package io.portalocker.internal.command;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Command lines for people to copy: what the shell would take for something else stands in quotes. */
public final class Quoted {

    private static final Pattern PLAIN = Pattern.compile("[\\p{IsAlphabetic}\\p{IsDigit}@%+=:,./_-]+");

    private Quoted() {}

    public static String line(List<Word> words) {
        return words.stream().map(Quoted::word).collect(Collectors.joining(" "));
    }

    public static String word(Word word) {
        String text = word.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
