package io.portalocker.internal.verify;

import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Letters between two hosts, each a file of a name of its own, which is there once it is complete. */
final class Mail {

    private static final long PAUSE = 2;

    /** A client of NFS remembers for seconds that a name was not there, unless it changes the directory itself. */
    private static final int LOOKS = 25;

    private final Path folder;
    private final String from;
    private final String to;
    private int sent;
    private int received;

    Mail(Path folder, String from, String to) {
        this.folder = folder;
        this.from = from;
        this.to = to;
    }

    void send(String text) throws IOException {
        Path draft = folder.resolve("draft-" + from + "-" + sent);
        Files.writeString(draft, text);
        Files.move(draft, folder.resolve("mail-" + from + "-" + to + "-" + sent++), StandardCopyOption.ATOMIC_MOVE);
    }

    String receive(Duration patience) throws IOException, InterruptedException {
        Path letter = folder.resolve("mail-" + to + "-" + from + "-" + received);
        Deadline deadline = Deadline.after(patience, Ticker.SYSTEM);
        for (int look = 1; !deadline.hasPassed(); look++) {
            try {
                String text = Files.readString(letter);
                Files.delete(letter);
                received++;
                return text;
            } catch (NoSuchFileException notYet) {
                if (look % LOOKS == 0) {
                    Path sign = folder.resolve("look-" + from);
                    Files.writeString(sign, "");
                    Files.delete(sign);
                }
                Thread.sleep(PAUSE);
            }
        }
        throw new IOException("nothing was heard for " + patience.toSeconds() + " s");
    }
}
