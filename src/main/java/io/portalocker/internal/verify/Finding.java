package io.portalocker.internal.verify;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answer to one question. {@code with}: the other party, empty if there was none. */
public record Finding(String subject, String with, String question, Verdict verdict, String words) {

    /** All questions are asked so that yes is good. */
    public enum Verdict {
        YES,
        NO,
        /** The system refuses what would have to be done to know. */
        REFUSED,
        /** Something before it failed, or it cannot be tried here. */
        NOT_TRIED
    }

    /** One line of words without blanks, as it goes from machine to machine. */
    String encoded() {
        return Stream.of(subject, with, question, verdict.name(), words)
                .map(text -> "=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    static Finding decoded(String line) {
        List<String> texts = Stream.of(line.split(" ", -1))
                .map(word -> URLDecoder.decode(word.substring(1), StandardCharsets.UTF_8))
                .toList();
        return new Finding(texts.get(0), texts.get(1), texts.get(2), Verdict.valueOf(texts.get(3)), texts.get(4));
    }
}
