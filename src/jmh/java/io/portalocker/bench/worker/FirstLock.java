package io.portalocker.bench.worker;

import java.io.IOException;
import java.nio.file.Path;

/** A JVM that takes one lock, or none, and ends. */
public final class FirstLock {

    private FirstLock() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "ours" -> new OurSubject().uncontended(Path.of(arguments[1])).run();
            case "nio" -> new NioSubject().uncontended(Path.of(arguments[1])).run();
            default -> System.out.println("hello");
        }
    }
}
