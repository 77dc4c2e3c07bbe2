package io.portalocker.internal.sys.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.bindings.linux.statx;
import io.portalocker.bindings.linux.statx_timestamp;
import org.junit.jupiter.api.Test;

/** Our offsets are those of the generated struct, which the audit compares with C. */
class StatxTest {

    @Test
    void offsetsAreTheGenerated() {
        assertEquals(statx.stx_nlink$offset(), Statx.NLINK);
        assertEquals(statx.stx_uid$offset(), Statx.UID);
        assertEquals(statx.stx_gid$offset(), Statx.GID);
        assertEquals(statx.stx_mode$offset(), Statx.MODE);
        assertEquals(statx.stx_ino$offset(), Statx.INO);
        assertEquals(statx.stx_size$offset(), Statx.SIZE);
        assertEquals(statx.stx_ctime$offset(), Statx.CTIME);
        assertEquals(statx.stx_mtime$offset(), Statx.MTIME);
        assertEquals(statx.stx_dev_major$offset(), Statx.DEV_MAJOR);
        assertEquals(statx.stx_dev_minor$offset(), Statx.DEV_MINOR);
        assertEquals(0, statx_timestamp.tv_sec$offset());
        assertEquals(Long.BYTES, statx_timestamp.tv_nsec$offset());
    }

    @Test
    void sizesAreTheGenerated() {
        assertEquals(Integer.BYTES, statx.stx_nlink$layout().byteSize());
        assertEquals(Integer.BYTES, statx.stx_uid$layout().byteSize());
        assertEquals(Integer.BYTES, statx.stx_gid$layout().byteSize());
        assertEquals(Short.BYTES, statx.stx_mode$layout().byteSize());
        assertEquals(Long.BYTES, statx.stx_ino$layout().byteSize());
        assertEquals(Long.BYTES, statx.stx_size$layout().byteSize());
        assertEquals(Integer.BYTES, statx.stx_dev_major$layout().byteSize());
        assertEquals(Integer.BYTES, statx.stx_dev_minor$layout().byteSize());
        assertEquals(Long.BYTES, statx_timestamp.tv_sec$layout().byteSize());
        assertEquals(Integer.BYTES, statx_timestamp.tv_nsec$layout().byteSize());
    }
}
