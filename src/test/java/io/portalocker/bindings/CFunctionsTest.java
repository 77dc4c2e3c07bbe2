package io.portalocker.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.CFunction;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is called through the one shape is bound, and so audited, and fits the shape. */
class CFunctionsTest {

    @ParameterizedTest
    @CsvSource({"linux, 35", "macos, 30"})
    void areBoundAndFit(String system, int atLeast) throws Exception {
        Map<String, Bindings.Function> bound = new Bindings(system)
                .functions().stream().collect(Collectors.toMap(Bindings.Function::name, Function.identity()));
        List<String> called = called(system);
        assertTrue(called.size() >= atLeast, called::toString);
        for (String name : called) {
            Bindings.Function function = bound.get(name);
            assertNotNull(function, name + " is not bound");
            assertTrue(function.parameters().size() <= 6, name + " has too many parameters");
            List<Bindings.Parameter> words = new ArrayList<>(function.parameters());
            words.add(function.result());
            for (Bindings.Parameter word : words) {
                assertTrue(word.carrier().kind().matches("INTEGER|POINTER"), () -> name + ": " + word);
                assertTrue(word.carrier().size() <= Long.BYTES, () -> name + ": " + word);
            }
        }
    }

    /** The statics of every class of the layer; a name with a dollar is of one processor only. */
    private static List<String> called(String system) throws Exception {
        List<String> names = new ArrayList<>();
        for (String folder : List.of("posix", system)) {
            Path sources = Project.ROOT.resolve("src/main/java/io/portalocker/internal/sys/" + folder);
            for (Path source : Project.files(sources)) {
                String name = source.getFileName().toString().replace(".java", "");
                if (!name.equals("package-info")) {
                    addFunctions(Class.forName("io.portalocker.internal.sys." + folder + "." + name), names);
                }
            }
        }
        assertEquals(names.stream().distinct().count(), names.size() - duplicates(system), names::toString);
        return names;
    }

    /** {@return what the function is called where a new one has the name of its old one and a mark} */
    static String exported(String name) {
        try {
            Class<?> type = Class.forName("io.portalocker.internal.sys.macos.Native");
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == CFunction.class) {
                    field.setAccessible(true);
                    String called = ((CFunction) field.get(null)).name();
                    if (called.startsWith(name + "$")) {
                        return called;
                    }
                }
            }
            return name;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    /** macOS has its own variadic three beside the common ones. */
    private static int duplicates(String system) {
        return system.equals("macos") ? 3 : 0;
    }

    private static void addFunctions(Class<?> type, List<String> names) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (field.getType() == CFunction.class) {
                field.setAccessible(true);
                names.add(((CFunction) field.get(null)).name().replaceFirst("\\$.*", ""));
            }
        }
    }
}
