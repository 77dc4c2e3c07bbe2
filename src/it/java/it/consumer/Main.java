package it.consumer;

import io.portalocker.Lock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeSet;

final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        var modules = new TreeSet<String>();
        ModuleLayer.boot().modules().forEach(module -> modules.add(module.getName()));
        try (var file = Lock.of(Path.of(args[0])).acquire()) {
            file.channel().write(StandardCharsets.UTF_8.encode("protected"));
            System.out.println("held=" + file.isHeld() + " modules=" + modules);
        }
    }
}
