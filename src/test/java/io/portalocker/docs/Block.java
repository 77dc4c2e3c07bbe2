package io.portalocker.docs;

import io.portalocker.testkit.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A block of code that a reader sees: fenced in a page, or a snippet of Javadoc.
 *
 * @param page the file, below the project
 * @param line where it begins
 * @param language what its fence says; snippets are Java
 * @param text what stands in it
 */
record Block(String page, int line, String language, String text) {
    private static final String SNIPPET = "{@snippet :";

    /** All of README, docs and Javadoc. */
    static List<Block> all() throws IOException {
        Path base = Build.base();
        List<Path> pages = new ArrayList<>(List.of(base.resolve("README.md")));
        pages.addAll(files(base.resolve("docs"), ".md"));
        List<Block> blocks = new ArrayList<>();
        for (Path page : pages) {
            blocks.addAll(ofPage(base.relativize(page).toString(), Files.readAllLines(page)));
        }
        for (String sources : List.of("src/main/java", "src/junit/main/java")) {
            for (Path source : files(base.resolve(sources), ".java")) {
                blocks.addAll(ofSource(base.relativize(source).toString(), Files.readAllLines(source)));
            }
        }
        return blocks;
    }

    private static List<Path> files(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static List<Block> ofPage(String page, List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                int begin = i + 1;
                while (!lines.get(++i).equals("```")) {}
                blocks.add(new Block(page, begin, lines.get(begin - 1).substring(3), text(lines.subList(begin, i))));
            }
        }
        return blocks;
    }

    private static List<Block> ofSource(String page, List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(SNIPPET)) {
                int begin = i + 1;
                int open = 1;
                while (open > 0) {
                    String line = lines.get(++i);
                    open += line.length() - line.replace("{", "").length();
                    open -= line.length() - line.replace("}", "").length();
                }
                List<String> inside = lines.subList(begin, i).stream()
                        .map(line -> line.replaceFirst("^ *\\* ?", ""))
                        .toList();
                blocks.add(new Block(page, begin, "java", text(inside)));
            }
        }
        return blocks;
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    /** A name for a class or a directory. */
    String id() {
        return (page.replaceAll("[^A-Za-z0-9]", "_") + "_" + line);
    }

    /** The first line that says something, for the list of what cannot run. */
    String opening() {
        return page + ": " + text.strip().lines().findFirst().orElse("");
    }

    @Override
    public String toString() {
        return page + ":" + line + " " + language;
    }
}
