package io.portalocker.internal.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;

/** A process on another host that sees the same directory. */
final class OtherHost implements Party {

    private static final Duration WAY = PATIENCE.plusSeconds(10);

    private final String host;
    private final Mail mail;

    /** Tells the answer to this command from that to one before, which was not waited for to the end. */
    private int number;

    OtherHost(String host, Mail mail) {
        this.host = host;
        this.mail = mail;
    }

    @Override
    public String name() {
        return "host " + host;
    }

    @Override
    public void say(String command) throws IOException {
        mail.send(++number + " " + command);
    }

    @Override
    public String hear() throws IOException, InterruptedException {
        String mark = number + " ";
        String answer = mail.receive(WAY);
        while (!answer.startsWith(mark)) {
            answer = mail.receive(WAY);
        }
        return answer.substring(mark.length());
    }

    @Override
    public void reset() throws IOException, InterruptedException {
        kill();
    }

    @Override
    public void kill() throws IOException, InterruptedException {
        String answer = ask(Member.KILL);
        if (!answer.equals(Member.KILLED)) {
            throw new IOException(answer);
        }
    }

    @Override
    public boolean isNear() {
        return false;
    }

    /** Says what came of it all. */
    void tell(Report report) throws IOException, InterruptedException {
        ask(Member.REPORT + " " + report.trusted() + "\n"
                + report.findings().stream().map(Finding::encoded).collect(Collectors.joining("\n")));
    }

    @Override
    public void close() {
        // The host ends by itself, when it has been told.
    }
}
