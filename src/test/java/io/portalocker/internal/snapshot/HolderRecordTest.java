package io.portalocker.internal.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolderRecordTest {
    @ParameterizedTest
    @CsvSource({
        "90, 90.0",
        "1.5, 1.5",
        "0.1, 0.1",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "0.000000123, 1.23e-07",
        "123456789, 123456789.0",
        "1234567890123456, 1234567890123456.0",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "1.25e22, 1.25e+22",
        "1e100, 1e+100",
        "0.30000000000000004, 0.30000000000000004",
    })
    void numbersAreWrittenAsPythonWritesThem(double value, String text) {
        assertEquals(text, HolderRecord.repr(value));
        assertEquals(OptionalDouble.of(value), HolderRecord.lease("lease=" + text + "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "90", "+90.0", " 90.0", "90.00", "0.0", "-1.0", "inf", "nan", "1_0.0", "9e1", "1e+400", "٣.0", "x"
            })
    void otherSpellingsAskForNothing(String text) {
        assertEquals(OptionalDouble.empty(), HolderRecord.lease("filelock-rw/1\nlease=" + text + "\nnonce=0\n"));
    }

    @Test
    void recordIsAsTheProtocolSays() {
        var record = new HolderRecord("a".repeat(32), 4711, "host", 90);
        String text = record.encode("b".repeat(32));
        assertEquals(
                "filelock-rw/1\ntoken=" + "a".repeat(32) + "\npid=4711\nhost=host\nlease=90.0\nnonce=" + "b".repeat(32)
                        + "\n",
                text);
        assertEquals(record, HolderRecord.parse("a".repeat(32), text).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "pid=1", "host=h\nlease=1.0", "pid=0\nhost=h\nlease=1.0", "pid=4294967296\nhost=h\nlease=1.0"
            })
    void whatSaysNothingOfUseIsNone(String text) {
        assertEquals(java.util.Optional.empty(), HolderRecord.parse("t", text));
    }
}
