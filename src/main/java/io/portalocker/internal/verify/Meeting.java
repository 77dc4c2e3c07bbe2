package io.portalocker.internal.verify;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.marker.MarkerEngine;
import io.portalocker.internal.marker.Tokens;
import io.portalocker.internal.text.Log;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where hosts find each other: each has a file in the directory, which it writes again and again, so that what a dead one
 * left is told from the living without a clock. The first by name leads once enough are there, and says so in its own.
 *
 * <pre>
 *   ROUND HOST                    here
 *   ROUND HOST lead TOKEN,TOKEN   leads these
 * </pre>
 */
final class Meeting implements AutoCloseable {

    private static final String HELLO = Folder.PREFIX + "hello.";
    private static final String LEAD = "lead";
    private static final long PAUSE = 100;

    private final Path directory;
    private final int hosts;
    private final String token;
    private final String host;
    private final Path hello;
    private final Thread atExit = Thread.ofPlatform().name("portalocker-verify").unstarted(this::remove);

    /** Those who have been seen to write, by token. */
    private final Map<String, String> present = new TreeMap<>();

    private final Map<String, String> first = new HashMap<>();
    private String leader = "";
    private List<String> members = List.of();
    private int round;
    private String words = "";

    private Meeting(Path directory, int hosts) throws IOException {
        this.token = Tokens.next();
        this.directory = directory;
        this.hosts = hosts;
        this.hello = directory.resolve(HELLO + token);
        this.host = MarkerEngine.system().identity().host();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Waits for the others as long as the patience lasts. */
    static Meeting in(Path directory, int hosts, Duration patience) throws IOException, InterruptedException {
        Meeting meeting = new Meeting(directory, hosts);
        try {
            meeting.await(Deadline.after(patience, Ticker.SYSTEM));
            return meeting;
        } catch (IOException | InterruptedException | RuntimeException e) {
            meeting.close();
            throw e;
        }
    }

    private void await(Deadline deadline) throws IOException, InterruptedException {
        while (leader.isEmpty()) {
            write("");
            look();
            List<String> tokens = new ArrayList<>(present.keySet());
            if (leader.isEmpty()
                    && tokens.size() + 1 >= hosts
                    && tokens.stream().noneMatch(t -> t.compareTo(token) < 0)) {
                leader = token;
                members = tokens.subList(0, hosts - 1);
            } else if (deadline.hasPassed()) {
                words = (present.size() + 1) + " of " + hosts + " hosts were here within "
                        + Duration.ofNanos(deadline.elapsed()).toSeconds() + " s: " + names()
                        + "; start it on each of them, with the same directory and number";
                return;
            } else if (leader.isEmpty()) {
                Thread.sleep(PAUSE);
            }
        }
        words = names();
    }

    private String names() {
        List<String> names = new ArrayList<>(List.of(host));
        names.addAll(present.values());
        return String.join(", ", names);
    }

    /** A new name changes the directory, so that a client of NFS does not go by what it remembers of it. */
    private void write(String state) throws IOException {
        Path draft = directory.resolve(hello.getFileName() + ".new");
        try {
            Files.writeString(draft, round++ + " " + host + state);
            Files.move(draft, hello, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.of(directory.toString(), "make files in", "", e);
        }
    }

    private void look() throws IOException {
        try (DirectoryStream<Path> hellos = Files.newDirectoryStream(directory, HELLO + "*")) {
            for (Path other : hellos) {
                String name = other.getFileName().toString().substring(HELLO.length());
                if (!name.equals(token) && !name.endsWith(".new")) {
                    see(name, text(other).split(" ", -1));
                }
            }
        }
    }

    private static String text(Path hello) throws IOException {
        try {
            return Files.readString(hello);
        } catch (NoSuchFileException gone) {
            return "";
        }
    }

    private void see(String name, String... words) {
        if (words.length < 2) {
            return;
        }
        String seen = first.putIfAbsent(name, words[0]);
        if (seen != null && !seen.equals(words[0])) {
            present.put(name, words[1]);
        }
        if (words.length == 4 && List.of(words[3].split(",", -1)).contains(token)) {
            present.put(name, words[1]);
            leader = name;
        }
    }

    boolean isComplete() {
        return !leader.isEmpty();
    }

    boolean leads() {
        return leader.equals(token);
    }

    /** Who came. */
    String words() {
        return words;
    }

    int hosts() {
        return hosts;
    }

    /** The name of the folder where all meet. */
    String folder() {
        return Folder.PREFIX + leader;
    }

    Path path() {
        return directory.resolve(folder());
    }

    /** Says that the folder is there. */
    void open() throws IOException {
        write(" " + LEAD + " " + String.join(",", members));
    }

    List<OtherHost> others(Path folder) {
        List<OtherHost> others = new ArrayList<>();
        for (String member : members) {
            others.add(new OtherHost(String.valueOf(present.get(member)), new Mail(folder, token, member)));
        }
        return others;
    }

    /** Letters between a member and the leader. */
    Mail mail() {
        return new Mail(path(), token, leader);
    }

    private void remove() {
        try {
            Files.deleteIfExists(hello);
            Files.deleteIfExists(directory.resolve(hello.getFileName() + ".new"));
        } catch (IOException e) {
            Log.warning("left behind: " + hello, e);
        }
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM exits, and finds nothing.
        }
    }
}
