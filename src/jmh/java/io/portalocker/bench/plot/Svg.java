package io.portalocker.bench.plot;

import java.util.Locale;
import java.util.Map;

/** Writes the few elements of SVG that the charts need. */
final class Svg {

    static final String INK = "#1f2937";
    static final String FAINT = "#6b7280";
    static final String GRID = "#e5e7eb";
    static final String OURS = "#2563eb";

    private static final Map<String, String> COLOURS = Map.of(
            "C", "#111827",
            "events", "#38bdf8",
            "polling", "#a5b4fc",
            "naming", "#0f766e",
            "FileChannel", "#d97706",
            "portalocker", "#059669",
            "filelock", "#c026d3");

    private static final String OTHER = "#9ca3af";

    private final StringBuilder elements = new StringBuilder();
    private final int width;
    private final int height;
    private final String title;

    Svg(int width, int height, String title) {
        this.width = width;
        this.height = height;
        this.title = title;
        text(16, 26, title, "start", INK, 15, true);
    }

    /** A contestant has the same colour in every chart, and whatever is ours is blue. */
    static String colour(String contestant) {
        return contestant.startsWith("ours")
                ? OURS
                : COLOURS.getOrDefault(contestant.split(" ", 2)[0], OTHER);
    }

    void rectangle(double x, double y, double w, double h, String fill) {
        add("<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s' rx='2'/>", x, y, w, h, fill);
    }

    void line(double x1, double y1, double x2, double y2, String stroke) {
        add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s'/>", x1, y1, x2, y2, stroke);
    }

    void polyline(CharSequence points, String stroke) {
        add("<polyline points='%s' fill='none' stroke='%s' stroke-width='2' stroke-linejoin='round'/>", points, stroke);
    }

    void text(double x, double y, String text, String anchor, String fill, int size, boolean bold) {
        add(
                "<text x='%.1f' y='%.1f' text-anchor='%s' fill='%s' font-size='%d'%s>%s</text>",
                x, y, anchor, fill, size, bold ? " font-weight='600'" : "", escape(text));
    }

    private void add(String format, Object... values) {
        elements.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        // A background of its own, because the page behind may be dark.
        return """
            <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %1$d %2$d' width='%1$d' height='%2$d' role='img'
                aria-label='%3$s' font-family='system-ui, -apple-system, Segoe UI, sans-serif'>
            <rect width='%1$d' height='%2$d' fill='#ffffff' rx='6'/>
            %4$s</svg>
            """.formatted(width, height, escape(title).replace("'", "&#39;"), elements);
    }
}
