package io.portalocker.internal.sys;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names of numbers, read from the accessors of a generated class, so that there is no second table to keep right.
 *
 * @param names the name of each number
 */
public record Symbols(Map<Integer, String> names) {

    /** Reads what matches a pattern from the static methods of a class that take nothing. */
    public static Symbols of(Class<?> constants, String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        Map<Integer, String> names = new HashMap<>();
        for (Method method : constants.getMethods()) {
            if (wanted.matcher(method.getName()).matches() && method.getParameterCount() == 0) {
                try {
                    names.put((Integer) method.invoke(null), method.getName());
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError(method.getName(), e);
                }
            }
        }
        return new Symbols(Map.copyOf(names));
    }

    /** {@return the name of a number, or what else to say} */
    public String name(int number, String otherwise) {
        return names.getOrDefault(number, otherwise);
    }
}
