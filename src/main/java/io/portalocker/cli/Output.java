package io.portalocker.cli;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output and error in UTF-8 whatever the locale, as other programs that pass names on unread. */
final class Output {

    private static final boolean BYTES = File.separatorChar == '/';

    private Output() {}

    private static final class Err {
        static final PrintStream STREAM = BYTES ? stream(FileDescriptor.err) : System.err;
    }

    private static final class Out {
        static final PrintStream STREAM = BYTES ? stream(FileDescriptor.out) : System.out;
    }

    static PrintStream err() {
        return Err.STREAM;
    }

    static PrintStream out() {
        return Out.STREAM;
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
