package io.portalocker.internal.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The environment this process was started with, from the kernel's copy: its bytes and its order are kept. */
final class Environment {

    private static final Path COPY = Path.of("/proc/self/environ");

    private Environment() {}

    /** The environment as {@code NAME=value}, with some variables added or replaced. */
    static List<byte[]> with(Map<String, String> added) throws IOException {
        List<byte[]> variables = new ArrayList<>();
        for (byte[] variable : inherited()) {
            if (added.isEmpty() || !added.containsKey(name(variable))) {
                variables.add(variable);
            }
        }
        for (Map.Entry<String, String> variable : added.entrySet()) {
            variables.add(Word.of(variable.getKey() + "=" + variable.getValue()).bytes());
        }
        return variables;
    }

    /** The value of a variable, or empty where there is none. */
    static Word value(List<byte[]> environment, String name) {
        for (byte[] variable : environment) {
            if (name(variable).equals(name)) {
                return Word.ofBytes(variable).from(name.length() + 1);
            }
        }
        return new Word("");
    }

    private static String name(byte[] variable) {
        String raw = new String(variable, StandardCharsets.ISO_8859_1);
        int end = raw.indexOf('=');
        return end < 0 ? raw : raw.substring(0, end);
    }

    private static List<byte[]> inherited() throws IOException {
        List<byte[]> variables = new ArrayList<>();
        if (!Files.exists(COPY)) {
            for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
                variables.add(
                        Word.of(variable.getKey() + "=" + variable.getValue()).bytes());
            }
            return variables;
        }
        byte[] copy = Files.readAllBytes(COPY);
        int start = 0;
        for (int end = 0; end < copy.length; end++) {
            if (copy[end] == 0) {
                variables.add(java.util.Arrays.copyOfRange(copy, start, end));
                start = end + 1;
            }
        }
        return variables;
    }
}
