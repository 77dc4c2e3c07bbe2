package io.portalocker.internal.verify;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another JVM of this machine, with the library and nothing else. */
final class ChildProcess implements Party {

    private final URI folder;
    private Running running;

    /** What it says; the last is what it said before it ended, which is no answer. */
    private record Line(String text, boolean last) {}

    /** One process. */
    private record Running(Process process, Writer input, BlockingQueue<Line> lines) {}

    ChildProcess(Path folder) throws IOException, InterruptedException {
        this.folder = folder.toUri();
        running = launch();
        await();
    }

    private Running launch() throws IOException {
        Process process =
                new ProcessBuilder(command()).redirectErrorStream(true).start();
        BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("portalocker-verify").start(() -> read(process, lines));
        return new Running(process, new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), lines);
    }

    private void await() throws IOException, InterruptedException {
        try {
            hear();
        } catch (IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private static void read(Process process, BlockingQueue<Line> queue) {
        String noise = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(WorkerMain.MARK)) {
                    queue.add(new Line(line.substring(WorkerMain.MARK.length()), false));
                } else {
                    noise = line;
                }
            }
        } catch (IOException e) {
            noise = String.valueOf(e.getMessage());
        }
        queue.add(new Line(noise, true));
    }

    /** In the image the library is a part of the runtime; elsewhere it needs nothing but the place it was loaded from. */
    private List<String> command() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", File.separatorChar == '/' ? "java" : "java.exe");
        List<String> command =
                new ArrayList<>(List.of(java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
        CodeSource source = WorkerMain.class.getProtectionDomain().getCodeSource();
        URI place = source == null ? URI.create("unknown:") : URI.create(String.valueOf(source.getLocation()));
        if ("jrt".equals(place.getScheme())) {
            Module module = WorkerMain.class.getModule();
            command.addAll(List.of(
                    "--enable-native-access=" + module.getName(),
                    "-m",
                    module.getName() + "/" + WorkerMain.class.getName()));
        } else if ("file".equals(place.getScheme())) {
            command.addAll(List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    Path.of(place).toString(),
                    WorkerMain.class.getName()));
        } else {
            throw new IOException("the library was loaded from " + place + ", where no other JVM finds it");
        }
        command.add(folder.toASCIIString());
        return command;
    }

    @Override
    public String name() {
        return "another process";
    }

    @Override
    public void say(String command) throws IOException {
        running.input().write(command + "\n");
        running.input().flush();
    }

    @Override
    public String hear() throws IOException, InterruptedException {
        Line line = running.lines().poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (line == null) {
            throw new IOException(name() + " did not answer in " + PATIENCE.toSeconds() + " s");
        }
        if (line.last()) {
            running.lines().add(line);
            throw new IOException(name() + " ended" + (line.text().isEmpty() ? "" : ": " + line.text()));
        }
        return line.text();
    }

    @Override
    public void kill() throws IOException, InterruptedException {
        running.process().destroyForcibly().waitFor();
        running = launch();
        await();
    }

    @Override
    public void reset() throws IOException, InterruptedException {
        kill();
    }

    @Override
    public void close() {
        try {
            running.process().destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
