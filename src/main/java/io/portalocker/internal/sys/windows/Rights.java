package io.portalocker.internal.sys.windows;

import static io.portalocker.bindings.windows.WindowsConstants.DACL_SECURITY_INFORMATION;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_ATTRIBUTE_ARCHIVE;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_ATTRIBUTE_HIDDEN;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_ATTRIBUTE_NORMAL;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_ATTRIBUTE_NOT_CONTENT_INDEXED;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_ATTRIBUTE_READONLY;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_ATTRIBUTE_SYSTEM;
import static io.portalocker.bindings.windows.WindowsConstants.FILE_READ_ATTRIBUTES;
import static io.portalocker.bindings.windows.WindowsConstants.PROTECTED_DACL_SECURITY_INFORMATION;
import static io.portalocker.bindings.windows.WindowsConstants.READ_CONTROL;
import static io.portalocker.bindings.windows.WindowsConstants.SE_DACL_PROTECTED;
import static io.portalocker.bindings.windows.WindowsConstants.UNPROTECTED_DACL_SECURITY_INFORMATION;

import io.portalocker.bindings.windows.FILE_BASIC_INFO;
import io.portalocker.bindings.windows.WindowsConstants;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** The access list and the attributes of a file, for the one that takes its place. */
final class Rights {

    /** A list with a few dozen entries; a longer one is asked for once more. */
    private static final long USUAL = 4096;

    /** In a self-relative security descriptor, behind revision and padding. */
    private static final long CONTROL = 2;

    private Rights() {}

    static void adopt(Scratch scratch, long handle, Path like) throws SysException {
        long model = Opening.open(
                scratch,
                WidePath.of(scratch, like),
                READ_CONTROL() | FILE_READ_ATTRIBUTES(),
                Opening.SHARE_ALL,
                WindowsConstants.OPEN_EXISTING(),
                WindowsConstants.FILE_FLAG_OPEN_REPARSE_POINT());
        try {
            adoptList(scratch, handle, model);
            adoptAttributes(scratch, handle, model);
        } finally {
            Native.closeHandle(scratch, model);
        }
    }

    /** Inheritance goes on where it did, and stays cut off where it was. */
    private static void adoptList(Scratch scratch, long handle, long model) throws SysException {
        MemorySegment list = list(scratch, model);
        boolean cutOff = (list.get(ValueLayout.JAVA_SHORT, CONTROL) & SE_DACL_PROTECTED()) != 0;
        int kind = DACL_SECURITY_INFORMATION()
                | (cutOff ? PROTECTED_DACL_SECURITY_INFORMATION() : UNPROTECTED_DACL_SECURITY_INFORMATION());
        int done = NativeNames.setSecurity(scratch, handle, kind, list);
        if (done == 0 && PlatformErrors.kind(scratch.error()) != ErrorKind.NOT_SUPPORTED) {
            throw PlatformErrors.failure("SetKernelObjectSecurity", scratch.error());
        }
    }

    private static MemorySegment list(Scratch scratch, long model) throws SysException {
        MemorySegment needed = scratch.area().asSlice(0, Integer.BYTES);
        for (long bytes = USUAL; ; bytes = Integer.toUnsignedLong(needed.get(ValueLayout.JAVA_INT, 0))) {
            MemorySegment list = Arena.ofAuto().allocate(bytes, Long.BYTES);
            if (NativeNames.getSecurity(scratch, model, DACL_SECURITY_INFORMATION(), list, needed) != 0) {
                return list;
            }
            if (Integer.toUnsignedLong(needed.get(ValueLayout.JAVA_INT, 0)) <= bytes) {
                throw PlatformErrors.failure("GetKernelObjectSecurity", scratch.error());
            }
        }
    }

    /** Times of zero are left as they are. */
    private static void adoptAttributes(Scratch scratch, long handle, long model) throws SysException {
        MemorySegment information = scratch.area().asSlice(0, FILE_BASIC_INFO.sizeof());
        int kind = WindowsConstants.FileBasicInfo();
        PlatformErrors.check(
                "GetFileInformationByHandleEx",
                NativeNames.getFileInformation(scratch, model, kind, information),
                scratch);
        int attributes = FILE_BASIC_INFO.FileAttributes(information)
                & (FILE_ATTRIBUTE_READONLY()
                        | FILE_ATTRIBUTE_HIDDEN()
                        | FILE_ATTRIBUTE_SYSTEM()
                        | FILE_ATTRIBUTE_ARCHIVE()
                        | FILE_ATTRIBUTE_NOT_CONTENT_INDEXED());
        information.fill((byte) 0);
        FILE_BASIC_INFO.FileAttributes(information, attributes == 0 ? FILE_ATTRIBUTE_NORMAL() : attributes);
        PlatformErrors.check(
                "SetFileInformationByHandle",
                NativeNames.setFileInformation(scratch, handle, kind, information),
                scratch);
    }
}
