package io.portalocker.cli;

import io.portalocker.internal.command.Word;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Command lines for people to copy: what the shell would take for something else stands in quotes. */
final class Quoted {

    private static final Pattern PLAIN = Pattern.compile("[\\p{IsAlphabetic}\\p{IsDigit}@%+=:,./_-]+");

    private Quoted() {}

    static String line(List<Word> words) {
        return words.stream().map(Quoted::word).collect(Collectors.joining(" "));
    }

    static String word(Word word) {
        String text = word.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
