package io.portalocker.internal.sys.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArchTest {
    @ParameterizedTest
    @CsvSource({"amd64, X86_64", "x86_64, X86_64", "aarch64, AARCH64"})
    void bothNamesOfAProcessorAreKnown(String name, Arch expected) {
        assertEquals(expected, Arch.of(name));
    }

    @Test
    void anotherProcessorIsRefusedByName() {
        var refusal = assertThrows(UnsupportedOperationException.class, () -> Arch.of("riscv64"));
        assertTrue(refusal.getMessage().contains("riscv64"), refusal.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void aTemporaryFileIsOpenedAsADirectory(Arch arch) {
        assertEquals(arch.oDirectory(), arch.oTmpfile() & arch.oDirectory());
    }
}
