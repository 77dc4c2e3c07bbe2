package io.portalocker.internal.sys.windows;

import io.portalocker.internal.sys.ProgramCalls;
import io.portalocker.internal.sys.SysException;
import java.nio.file.Path;
import java.util.List;

/** Windows has no exec, and the JDK starts programs there by their names in UTF-16. */
public final class PlatformPrograms implements ProgramCalls {

    @Override
    public boolean isAvailable() {
        return false;
    }

    @Override
    public long open(Path path, boolean write, boolean create) throws SysException {
        throw SysException.unsupported("open");
    }

    @Override
    public void inherit(long descriptor, boolean inherited) throws SysException {
        throw SysException.unsupported("inherit");
    }

    @Override
    public boolean isTerminal(int descriptor) {
        return false;
    }

    @Override
    public void become(byte[] path, List<byte[]> arguments, List<byte[]> environment, long blocked)
            throws SysException {
        throw SysException.unsupported("become");
    }

    @Override
    public long start(byte[] path, List<byte[]> arguments, List<byte[]> environment, long blocked) throws SysException {
        throw SysException.unsupported("start");
    }

    @Override
    public int await(long pid) throws SysException {
        throw SysException.unsupported("await");
    }
}
