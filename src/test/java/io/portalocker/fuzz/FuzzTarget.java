package io.portalocker.fuzz;

/** Where Jazzer begins, with the parser that the property names: see {@code src/build/Fuzz.java}. */
public final class FuzzTarget {
    private static final Parser PARSER = Parser.valueOf(System.getProperty("portalocker.fuzz", ""));

    private FuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        PARSER.feed(input);
    }
}
