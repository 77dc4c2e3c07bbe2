package io.portalocker.internal.text;

import java.util.Set;

/** Command lines of other processes, in as many words as a message has room for. */
public final class CommandText {

    private static final int MOST_SHOWN = 120;
    private static final int BEGINNING = 40;

    /** Options of a JVM whose value is the next word. */
    private static final Set<String> VALUED = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--add-modules",
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--patch-module",
            "--enable-native-access");

    private CommandText() {}

    /** {@return the text, its beginning and its end if it is long; of a JVM's the main class and its arguments} */
    public static String shortened(String command) {
        String visible = Visible.of(command);
        if (visible.length() <= MOST_SHOWN) {
            return visible;
        }
        String program = ofJava(visible);
        if (program.length() <= MOST_SHOWN) {
            return program;
        }
        int end = MOST_SHOWN - BEGINNING;
        return program.substring(0, BEGINNING) + " ... " + program.substring(program.length() - end);
    }

    /** Leaves out the options, which a class path can make thousands of characters long. */
    private static String ofJava(String command) {
        String[] words = command.split(" ", -1);
        String name = words[0].substring(Math.max(words[0].lastIndexOf('/'), words[0].lastIndexOf('\\')) + 1);
        if (!name.equals("java") && !name.equals("java.exe")) {
            return command;
        }
        for (int i = 1; i < words.length; i++) {
            if (words[i].equals("-jar") || words[i].equals("-m") || words[i].equals("--module")) {
                return main(words, i + 1);
            }
            if (VALUED.contains(words[i])) {
                i++;
            } else if (!words[i].startsWith("-") && !words[i].startsWith("@")) {
                return main(words, i);
            }
        }
        return command;
    }

    private static String main(String[] words, int first) {
        return "java ... " + String.join(" ", java.util.Arrays.asList(words).subList(first, words.length));
    }
}
