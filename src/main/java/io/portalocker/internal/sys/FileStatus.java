package io.portalocker.internal.sys;

/**
 * What the kernel says of a file at one moment.
 *
 * @param device the device (Windows: volume serial number)
 * @param inode the inode (Windows: file index); with the device it names the file as long as somebody has it open
 * @param type the kind of node
 * @param permissions the permission bits (Windows: {@code 0444} or {@code 0666})
 * @param links the number of names
 * @param owner the owner's user id (Windows: 0)
 * @param group the group's id (Windows: 0)
 * @param size bytes
 * @param modifiedSeconds the modification time, whole seconds since the epoch
 * @param modifiedNanos its fraction in nanoseconds
 * @param changedSeconds the time of the last change of anything, names included; 0 where that is not told
 * @param changedNanos its fraction in nanoseconds
 */
public record FileStatus(
        long device,
        long inode,
        FileType type,
        int permissions,
        long links,
        int owner,
        int group,
        long size,
        long modifiedSeconds,
        int modifiedNanos,
        long changedSeconds,
        int changedNanos) {

    /** The status of a system that tells neither a group nor the time of the last change. */
    public FileStatus(
            long device,
            long inode,
            FileType type,
            int permissions,
            long links,
            int owner,
            long size,
            long modifiedSeconds,
            int modifiedNanos) {
        this(device, inode, type, permissions, links, owner, 0, size, modifiedSeconds, modifiedNanos, 0, 0);
    }

    /** {@return whether both describe one file} */
    public boolean isSameFile(FileStatus other) {
        return device == other.device && inode == other.inode;
    }

    /** {@return whether this is a regular file} */
    public boolean isRegular() {
        return type == FileType.REGULAR;
    }

    /** {@return this without the time of the last change, which a new name alone renews} */
    public FileStatus withoutChange() {
        return new FileStatus(
                device, inode, type, permissions, links, owner, group, size, modifiedSeconds, modifiedNanos, 0, 0);
    }
}
