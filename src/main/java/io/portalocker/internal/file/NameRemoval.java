package io.portalocker.internal.file;

import io.portalocker.internal.acquire.Hold;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Takes the name of a lock file away with its lock: while that is held, so that whoever has waited with the file starts again
 * with the next one. Windows keeps the name of an open file; there it goes when nobody has the file open any more, and
 * whoever has waited goes on with it.
 *
 * @param file the file that is locked
 * @param path where it was opened
 */
public record NameRemoval(OpenFile file, Path path) implements Hold.Last {

    @Override
    public void run() throws IOException {
        if (!file.files().keepsNamesOfOpenFiles()) {
            LockFiles.removeIfStill(file, path);
        }
    }

    @Override
    public boolean letsOthersIn() {
        return !file.files().keepsNamesOfOpenFiles();
    }

    @Override
    public void afterwards() throws IOException {
        if (file.files().keepsNamesOfOpenFiles()) {
            LockFiles.removeUnlessOpen(file, path);
        }
    }
}
