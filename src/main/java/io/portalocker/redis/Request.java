package io.portalocker.redis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command to the server, as its words. */
record Request(List<String> words) {

    private static final byte[] NEW_LINE = {'\r', '\n'};

    static Request of(String... words) {
        return new Request(List.of(words));
    }

    Request with(List<String> more) {
        return new Request(Stream.concat(words.stream(), more.stream()).toList());
    }

    /** What it is called in a message to a person: a password never comes this way. */
    String name() {
        String first = words.getFirst();
        boolean container = first.equals("CLIENT") || first.equals("PUBSUB");
        return words.stream().limit(container ? 2 : 1).collect(Collectors.joining(" "));
    }

    void encode(ByteArrayOutputStream out) {
        line(out, '*', words.size());
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            line(out, '$', bytes.length);
            out.writeBytes(bytes);
            out.writeBytes(NEW_LINE);
        }
    }

    private static void line(ByteArrayOutputStream out, char type, int number) {
        out.write(type);
        out.writeBytes(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(NEW_LINE);
    }
}
