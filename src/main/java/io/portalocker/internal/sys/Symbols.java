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

    /**
     * Reads them.
     *
     * @param constants a class whose static methods without parameters return constants
     * @param pattern which of them to take
     * @return the names
     */
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

    /**
     * Names a number.
     *
     * @param number the number
     * @param otherwise what to say of one without a name
     * @return the name
     */
    public String name(int number, String otherwise) {
        return names.getOrDefault(number, otherwise);
    }
}
