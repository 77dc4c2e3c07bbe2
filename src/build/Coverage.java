import java.io.File;
import java.util.TreeMap;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.tools.ExecFileLoader;
import org.jacoco.report.DirectorySourceFileLocator;
import org.jacoco.report.FileMultiReportOutput;
import org.jacoco.report.html.HTMLFormatter;

/**
 * Prints the branches and lines that the tests and their child JVMs ran through, by package, from {@code target/jacoco.exec}; the
 * pages are in {@code target/coverage}. A child that is killed tells nothing of what it ran.
 */
class Coverage {
    public static void main(String[] arguments) throws Exception {
        var data = new ExecFileLoader();
        data.load(new File("target/jacoco.exec"));
        var builder = new CoverageBuilder();
        new Analyzer(data.getExecutionDataStore(), builder).analyzeAll(new File("target/classes/io/portalocker"));
        var bundle = builder.getBundle("portalocker");
        var report = new HTMLFormatter().createVisitor(new FileMultiReportOutput(new File("target/coverage")));
        report.visitInfo(
                data.getSessionInfoStore().getInfos(),
                data.getExecutionDataStore().getContents());
        report.visitBundle(bundle, new DirectorySourceFileLocator(new File("src/main/java"), "UTF-8", 4));
        report.visitEnd();
        var branches = new TreeMap<String, int[]>();
        for (var part : bundle.getPackages()) {
            String name = part.getName().replace('/', '.');
            if (!name.startsWith("io.portalocker.bindings")) {
                add(branches, name, part.getBranchCounter());
                if (name.startsWith("io.portalocker.internal")) {
                    add(branches, "io.portalocker.internal, all", part.getBranchCounter());
                }
            }
        }
        branches.forEach((name, count) -> System.out.printf(
                "%3d %% of %4d branches in %s%n", count[1] == 0 ? 100 : 100 * count[0] / count[1], count[1], name));
    }

    private static void add(TreeMap<String, int[]> branches, String name, ICounter counter) {
        int[] sum = branches.computeIfAbsent(name, unused -> new int[2]);
        sum[0] += counter.getCoveredCount();
        sum[1] += counter.getTotalCount();
    }
}
