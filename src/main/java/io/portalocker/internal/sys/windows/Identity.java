package io.portalocker.internal.sys.windows;

import io.portalocker.bindings.windows.FILE_ID_INFO;
import io.portalocker.bindings.windows.WindowsConstants;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What names an open file. ReFS numbers files with 128 bits, of which the older question gives 64 that two files may share;
 * so the newer one is asked first, and the upper half goes into the number of the device: mixed in such a way that no two
 * files of a volume are the same.
 */
final class Identity {

    private static final long FILE_ID = FILE_ID_INFO.FileId$offset();

    private Identity() {}

    /** Puts device and inode into the scratch; of its type it says nothing new. */
    static void of(Scratch scratch, long handle) throws SysException {
        MemorySegment area = scratch.area();
        if (!isTold(scratch, handle)) {
            PlatformErrors.check(
                    "GetFileInformationByHandle", Native.getFileInformationByHandle(scratch, handle, area), scratch);
            scratch.identify(Structs.device(area), Structs.index(area), scratch.type());
        }
    }

    /** {@return whether this file system answers the newer question; then device and inode are in the scratch} */
    static boolean isTold(Scratch scratch, long handle) {
        MemorySegment information = scratch.area().asSlice(0, FILE_ID_INFO.sizeof());
        if (NativeNames.getFileInformation(scratch, handle, WindowsConstants.FileIdInfo(), information) == 0) {
            return false;
        }
        long low = information.get(ValueLayout.JAVA_LONG, FILE_ID);
        long high = information.get(ValueLayout.JAVA_LONG, FILE_ID + Long.BYTES);
        scratch.identify(FILE_ID_INFO.VolumeSerialNumber(information) ^ mix(high), low, scratch.type());
        return true;
    }

    /** The last steps of MurmurHash3, each of which can be undone: different numbers stay different, and 0 stays 0. */
    static long mix(long number) {
        long mixed = (number ^ number >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
