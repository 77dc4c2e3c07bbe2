package io.portalocker.internal.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that answers lines as {@link Worker} does, until its input ends: with the process that started it. */
final class WorkerMain {

    /** Tells answers from what a JVM says of its own accord. */
    static final String MARK = "> ";

    private WorkerMain() {}

    /** The folder comes as a URI, in ASCII: its bytes need not be of this locale. */
    public static void main(String... args) throws IOException, InterruptedException {
        Worker worker = new Worker(Path.of(URI.create(args[0])));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println(MARK + "ready");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(MARK + worker.answer(line));
        }
    }
}
