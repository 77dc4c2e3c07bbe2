package io.portalocker.api;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a program that is compiled against the library refers to, a line each: public types, and their members with inherited ones. */
public final class Signatures {
    private static final List<String> PACKAGES = List.of("io/portalocker", "io/portalocker/redis");

    private Signatures() {}

    /** Prints those of a directory of classes, for the file of a release: {@code java -cp CLASSES:... Signatures CLASSES}. */
    public static void main(String[] args) throws Exception {
        of(Path.of(args[0])).forEach(System.out::println);
    }

    static Set<String> of(Path classes) throws IOException, ClassNotFoundException {
        Set<String> lines = new TreeSet<>();
        for (String directory : PACKAGES) {
            try (var files = Files.list(classes.resolve(directory))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".class"))
                        .filter(each -> !each.endsWith("package-info.class"))
                        .toList()) {
                    String name = directory.replace('/', '.') + "."
                            + file.getFileName().toString().replaceFirst("\\.class$", "");
                    add(lines, Class.forName(name, false, Signatures.class.getClassLoader()));
                }
            }
        }
        return lines;
    }

    private static void add(Set<String> lines, Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (!Modifier.isPublic(each.getModifiers())) {
                return;
            }
        }
        List<String> supers = new ArrayList<>();
        if (type.getSuperclass() != null) {
            supers.add(type.getSuperclass().getName());
        }
        Arrays.stream(type.getInterfaces()).map(Class::getName).sorted().forEach(supers::add);
        lines.add(type.getName() + ": " + kind(type) + " " + String.join(", ", supers));
        for (Field field : type.getFields()) {
            lines.add(type.getName() + "." + field.getName() + ": " + statically(field.getModifiers())
                    + field.getType().getTypeName());
        }
        for (Constructor<?> constructor : type.getConstructors()) {
            lines.add(type.getName() + ".new" + parameters(constructor));
        }
        for (Method method : type.getMethods()) {
            if (!method.isSynthetic() && isOurs(method.getDeclaringClass())) {
                lines.add(type.getName() + "." + method.getName() + parameters(method) + ": "
                        + statically(method.getModifiers())
                        + method.getReturnType().getTypeName());
            }
        }
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.portalocker.");
    }

    private static String kind(Class<?> type) {
        String kind = type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        return (Modifier.isFinal(type.getModifiers()) ? "final " : type.isSealed() ? "sealed " : "") + kind;
    }

    private static String statically(int modifiers) {
        return Modifier.isStatic(modifiers) ? "static " : "";
    }

    private static String parameters(Executable executable) {
        String thrown = Arrays.stream(executable.getExceptionTypes())
                .map(Class::getName)
                .sorted()
                .collect(Collectors.joining(", "));
        return Arrays.stream(executable.getParameterTypes())
                        .map(Class::getTypeName)
                        .collect(Collectors.joining(", ", "(", ")"))
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }
}
