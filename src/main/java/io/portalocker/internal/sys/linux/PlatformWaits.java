package io.portalocker.internal.sys.linux;

import io.portalocker.bindings.linux.LinuxConstants;
import io.portalocker.bindings.linux.statfs;
import io.portalocker.internal.sys.CloseEvents;
import io.portalocker.internal.sys.KernelWaits;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.sys.WaitCalls;
import java.util.Map;
import java.util.Optional;

/** Linux: waits in the kernel, ended by the JDK's wake-up signal; inotify; and file systems known to be local. */
public final class PlatformWaits implements WaitCalls {

    /** {@code f_type} of {@code statfs(2)}, from linux/magic.h. What is not here counts as remote. */
    private static final Map<Long, String> LOCAL = Map.ofEntries(
            Map.entry(0xEF53L, "ext4"),
            Map.entry(0x58465342L, "xfs"),
            Map.entry(0x9123683EL, "btrfs"),
            Map.entry(0x01021994L, "tmpfs"),
            Map.entry(0x858458F6L, "ramfs"),
            Map.entry(0x794C7630L, "overlayfs"),
            Map.entry(0x2FC12FC1L, "zfs"),
            Map.entry(0xF2F52010L, "f2fs"),
            Map.entry(0xCA451A4EL, "bcachefs"),
            Map.entry(0x3153464AL, "jfs"),
            Map.entry(0x52654973L, "reiserfs"),
            Map.entry(0xE0F5E1E2L, "erofs"));

    private final Probe kernel;

    public PlatformWaits() {
        this(new Probe());
    }

    PlatformWaits(Probe kernel) {
        this.kernel = kernel;
    }

    /** The question costs a look at the process's memory map, and is asked when a lock is first found held. */
    @Override
    public Optional<KernelWaits> kernel() {
        return kernel.answer();
    }

    @Override
    public Optional<CloseEvents> events() {
        return Optional.of(PlatformCloseEvents.INSTANCE);
    }

    @Override
    public FileSystemKind fileSystem(long descriptor) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            int result;
            do {
                result = NativeWaits.fstatfs(scratch, (int) descriptor, scratch.area());
            } while (result < 0 && scratch.error() == LinuxConstants.EINTR());
            if (result < 0) {
                throw PlatformFiles.ERRORS.failure("fstatfs", scratch.error());
            }
            long type = statfs.f_type(scratch.area()) & 0xFFFFFFFFL;
            String name = LOCAL.get(type);
            return name == null
                    ? new FileSystemKind(String.format("type %#x", type), false)
                    : new FileSystemKind(name, true);
        }
    }
}
