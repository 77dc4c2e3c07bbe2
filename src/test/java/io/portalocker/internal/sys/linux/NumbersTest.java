package io.portalocker.internal.sys.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.bindings.linux.LinuxConstants;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our numbers are those of the generated class, which the audit compares with C. */
class NumbersTest {

    static Stream<Field> numbers() {
        return Arrays.stream(Numbers.class.getDeclaredFields()).filter(field -> !field.isSynthetic());
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void isTheGenerated(Field number) throws Exception {
        assertEquals(LinuxConstants.class.getMethod(number.getName()).invoke(null), number.get(null));
    }
}
