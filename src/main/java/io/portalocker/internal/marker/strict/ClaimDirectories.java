package io.portalocker.internal.marker.strict;

import io.portalocker.internal.marker.OpenDirectory;
import io.portalocker.internal.marker.ProtocolViolation;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.FileType;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.util.Optional;

/**
 * The directories {@code NAME.filelock} and {@code claims} in it. Who can write them can remove claims, so they are as wide
 * as the lock and no wider, and sticky; one that another user has planted in a sticky directory is refused.
 */
record ClaimDirectories(int user) {

    private static final String SUFFIX = ".filelock";
    private static final String CLAIMS = "claims";
    private static final int STICKY = 01000;
    private static final int SPECIAL = 07000;
    private static final int READ = 0444;
    private static final int PERMISSIONS = 0777;

    /** Opens that of the claims; empty if there is none. */
    static Optional<OpenDirectory> find(OpenDirectory parent, String name) throws IOException {
        try (OpenDirectory coordination = parent.directory(name + SUFFIX)) {
            return Optional.of(coordination.directory(CLAIMS));
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw refused(name + SUFFIX, e);
        }
    }

    /** Makes what is missing, and opens that of the claims. */
    OpenDirectory open(OpenDirectory parent, String name, int permissions) throws IOException {
        int wide = permissions | ((permissions & READ) >> 2); // who may read the lock may search its directory
        try (OpenDirectory coordination = ensure(parent, name + SUFFIX, wide)) {
            return ensure(coordination, CLAIMS, wide);
        }
    }

    private OpenDirectory ensure(OpenDirectory parent, String name, int permissions) throws IOException {
        parent.makeDirectory(name, permissions);
        OpenDirectory made;
        try {
            made = parent.directory(name);
        } catch (SysException e) {
            throw refused(name, e);
        }
        try {
            requireOwn(parent, name, made);
            narrow(made, permissions);
            return made;
        } catch (IOException | RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    private void requireOwn(OpenDirectory parent, String name, OpenDirectory made) throws IOException {
        FileStatus above = parent.status();
        int owner = made.status().owner();
        if ((above.permissions() & STICKY) != 0 && owner != user && owner != above.owner()) {
            throw new ProtocolViolation(
                    name, "belongs to user " + owner + ", in a directory where everybody can plant one");
        }
    }

    private void narrow(OpenDirectory made, int permissions) throws SysException {
        FileStatus status = made.status();
        int now = status.permissions();
        int settled = (now & SPECIAL) | (now & permissions & PERMISSIONS) | STICKY;
        if (status.owner() == user && status.type() == FileType.DIRECTORY && settled != now) {
            made.setPermissions(settled);
        }
    }

    /** What stands there is not filelock's; else the call failed, for want of descriptors say, and may be tried again. */
    private static IOException refused(String name, SysException why) {
        return switch (why.kind()) {
            case NOT_A_DIRECTORY, SYMBOLIC_LINK, ACCESS_DENIED, NO_SUCH_DEVICE, IS_DIRECTORY -> {
                var violation = new ProtocolViolation(name, "is no directory that can be opened: " + why.getMessage());
                violation.initCause(why);
                yield violation;
            }
            default -> why;
        };
    }
}
