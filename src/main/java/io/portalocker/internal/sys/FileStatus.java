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
 * @param size bytes
 * @param modifiedSeconds the modification time, whole seconds since the epoch
 * @param modifiedNanos its fraction in nanoseconds
 */
public record FileStatus(
        long device,
        long inode,
        FileType type,
        int permissions,
        long links,
        int owner,
        long size,
        long modifiedSeconds,
        int modifiedNanos) {

    /**
     * Tells whether both describe one file.
     *
     * @param other another status
     * @return whether device and inode are equal
     */
    public boolean isSameFile(FileStatus other) {
        return device == other.device && inode == other.inode;
    }

    /** {@return whether this is a regular file} */
    public boolean isRegular() {
        return type == FileType.REGULAR;
    }
}
