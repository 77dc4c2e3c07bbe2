package io.portalocker.internal.sys.linux;

import io.portalocker.bindings.linux.LinuxConstants;
import io.portalocker.internal.sys.CFunction;
import io.portalocker.internal.sys.IoBuffer;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.posix.CString;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** POSIX access control lists: an extended attribute, which says the permission bits too. */
final class AccessList {

    private static final String ATTRIBUTE = "system.posix_acl_access";

    private static final CFunction LGETXATTR = new CFunction("lgetxattr");
    private static final CFunction FSETXATTR = new CFunction("fsetxattr");
    private static final CFunction FREMOVEXATTR = new CFunction("fremovexattr");

    private AccessList() {}

    /** Copies a list, unless there is none; a draft in a directory with a default list has one of its own, which goes. */
    static boolean copy(Path from, int to, boolean sameGroup) throws SysException {
        try (IoBuffer buffer = IoBuffer.take();
                Scratch scratch = Scratch.take()) {
            MemorySegment name = CString.other(scratch, ATTRIBUTE);
            int bytes = read(scratch, from, name, buffer.segment());
            if (bytes == 0) {
                if (Native.instance().make(FREMOVEXATTR, scratch, to, name.address(), 0, 0, 0) < 0) {
                    requireNone("fremovexattr", scratch.error());
                }
                return false;
            }
            if (!sameGroup) {
                throw PlatformFiles.ERRORS.failure("fchown", LinuxConstants.EPERM());
            }
            if (Native.instance()
                            .make(
                                    FSETXATTR,
                                    scratch,
                                    to,
                                    name.address(),
                                    buffer.segment().address(),
                                    bytes,
                                    0)
                    < 0) {
                throw PlatformFiles.ERRORS.failure("fsetxattr", scratch.error());
            }
            return true;
        }
    }

    private static int read(Scratch scratch, Path from, MemorySegment name, MemorySegment value) throws SysException {
        MemorySegment path = CString.of(scratch, from);
        int bytes = Native.instance()
                .make(LGETXATTR, scratch, path.address(), name.address(), value.address(), value.byteSize(), 0);
        if (bytes < 0) {
            requireNone("lgetxattr", scratch.error());
            return 0;
        }
        return bytes;
    }

    /** No list, or a file system without lists. */
    private static void requireNone(String call, int error) throws SysException {
        if (error != LinuxConstants.ENODATA() && error != LinuxConstants.EOPNOTSUPP()) {
            throw PlatformFiles.ERRORS.failure(call, error);
        }
    }
}
