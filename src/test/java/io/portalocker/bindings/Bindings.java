package io.portalocker.bindings;

import java.lang.foreign.GroupLayout;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The generated Java of one system. Constants and structs are read from the loaded classes. Functions are read from the
 * source, because asking a class for a descriptor looks its symbol up, which only works on its own system.
 */
record Bindings(String system) {
    private static final Pattern LAYOUT =
            Pattern.compile("public static final (?:ValueLayout\\.\\w+|AddressLayout) (C_\\w+) = ValueLayout\\.(\\w+)");
    private static final Pattern DESCRIPTOR = Pattern.compile("static class (\\w+) \\{\\s+\\w+ static final "
            + "FunctionDescriptor (DESC|BASE_DESC) = FunctionDescriptor\\.of(Void)?\\(([^;]*)\\);");
    private static final Pattern PROTOTYPE = Pattern.compile("(?:Function descriptor|Variadic invoker class) for:"
            + "\\s+\\* \\{@snippet lang=c :\\s+\\* (.*\\b(\\w+)\\(.*\\))\\n");
    private static final Pattern PARAMETER = Pattern.compile("(.*?[ *])(\\w+)(\\[\\d*])?");

    /** What a parameter or result is to the linker: the kind and the size that the audit asserts. */
    record Carrier(String kind, long size) {}

    record Parameter(String type, String name, Carrier carrier) {}

    record Function(String name, Parameter result, List<Parameter> parameters, boolean variadic) {}

    /** A struct class, under the name C gives its type. */
    record Struct(String type, GroupLayout layout) {}

    /** {@return the accessors of the constants, sorted by name} */
    List<Method> constants() {
        return Arrays.stream(load(className("Constants")).getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0)
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    List<Struct> structs() {
        var structs = new ArrayList<Struct>();
        for (var file : Project.files(folder())) {
            var name = file.getFileName().toString().replace(".java", "");
            // Names that begin with an underscore are the libc's own; what they are part of is audited instead.
            if (name.startsWith("_") || isHeader(name)) {
                continue;
            }
            var type = load(name);
            var isTypedef = type.getSuperclass() != Object.class;
            structs.add(new Struct(isTypedef ? name : "struct " + name, layout(type)));
        }
        return structs;
    }

    /** Windows has several that hold functions, one a library. */
    private boolean isHeader(String name) {
        return name.startsWith(className(""));
    }

    List<Function> functions() {
        return Project.files(folder()).stream()
                .filter(file -> isHeader(file.getFileName().toString()))
                .flatMap(file -> functions(Project.read(file)).stream())
                .toList();
    }

    private List<Function> functions(String source) {
        var layouts = new HashMap<String, String>();
        LAYOUT.matcher(source).results().forEach(match -> layouts.put(match.group(1), match.group(2)));
        return DESCRIPTOR
                .matcher(source)
                .results()
                .map(match -> function(
                        source,
                        layouts,
                        match.group(1),
                        match.group(2).equals("BASE_DESC"),
                        match.group(3) != null,
                        match.group(4)))
                .toList();
    }

    private Function function(
            String source,
            Map<String, String> layouts,
            String name,
            boolean variadic,
            boolean isVoid,
            String layoutList) {
        if (isVoid) {
            throw new AssertionError(name + ": a function without result is not rendered yet");
        }
        var carriers = Arrays.stream(layoutList.trim().split(",\\s*", -1))
                .map(layout -> carrier(layouts, layout.trim()))
                .toList();
        var prototype = prototype(source, name);
        var open = prototype.indexOf(name + "(");
        var texts = new ArrayList<>(List.of(prototype
                .substring(open + name.length() + 1, prototype.length() - 1)
                .split(", ", -1)));
        texts.removeIf(text -> text.isEmpty() || text.equals("..."));
        if (texts.size() != carriers.size() - 1 || variadic != prototype.endsWith("...)")) {
            throw new AssertionError("the descriptor and the prototype differ: " + prototype + " " + layoutList);
        }
        var parameters = new ArrayList<Parameter>();
        for (int i = 0; i < texts.size(); i++) {
            var matcher = PARAMETER.matcher(texts.get(i));
            if (!matcher.matches()) {
                throw new AssertionError("a parameter that cannot be read: " + prototype);
            }
            // An array parameter is a pointer to its first element.
            var type = matcher.group(1).trim() + (matcher.group(3) == null ? "" : " *");
            parameters.add(new Parameter(type, matcher.group(2), carriers.get(i + 1)));
        }
        var result = new Parameter(prototype.substring(0, open).trim(), "audit_result", carriers.getFirst());
        return new Function(name, result, parameters, variadic);
    }

    /** {@return the prototype in jextract's comment, in portable names: glibc's {@code __off_t} is off_t} */
    private static String prototype(String source, String name) {
        return PROTOTYPE
                .matcher(source)
                .results()
                .filter(match -> match.group(2).equals(name))
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no prototype of " + name))
                .replaceFirst("^extern ", "")
                .replaceAll("\\b__(\\w+_t)\\b", "$1");
    }

    private Carrier carrier(Map<String, String> layouts, String layout) {
        if (layout.endsWith(".layout()")) {
            return new Carrier(
                    "AGGREGATE", layout(load(layout.replace(".layout()", ""))).byteSize());
        }
        var carrier = layouts.get(layout.replaceFirst(".*\\.", ""));
        return switch (carrier) {
            case "JAVA_BYTE" -> new Carrier("INTEGER", 1);
            case "JAVA_SHORT" -> new Carrier("INTEGER", 2);
            case "JAVA_INT" -> new Carrier("INTEGER", 4);
            case "JAVA_LONG" -> new Carrier("INTEGER", 8);
            case "ADDRESS" -> new Carrier("POINTER", 8);
            case null, default -> throw new AssertionError("a layout that cannot be read: " + layout);
        };
    }

    private static GroupLayout layout(Class<?> type) {
        try {
            return (GroupLayout) type.getMethod("layout").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName(), e);
        }
    }

    private Class<?> load(String name) {
        try {
            return Class.forName("io.portalocker.bindings." + system + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private String className(String suffix) {
        return Character.toUpperCase(system.charAt(0)) + system.substring(1) + suffix;
    }

    private Path folder() {
        return Project.BINDINGS.resolve(system + "/java/io/portalocker/bindings/" + system);
    }
}
