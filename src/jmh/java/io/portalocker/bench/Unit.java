package io.portalocker.bench;

import java.util.Locale;

/** How a value is written. */
public enum Unit {
    NANOS {
        @Override
        public String format(double value) {
            double size = Math.abs(value);
            if (size < 1e3) {
                return digits(value) + " ns";
            } else if (size < 1e6) {
                return digits(value / 1e3) + " µs";
            } else if (size < 1e9) {
                return digits(value / 1e6) + " ms";
            }
            return digits(value / 1e9) + " s";
        }
    },
    PER_SECOND {
        @Override
        public String format(double value) {
            return String.format(Locale.ROOT, "%,.0f/s", value);
        }
    },
    BYTES {
        @Override
        public String format(double value) {
            return String.format(Locale.ROOT, "%.0f B", value);
        }
    },
    PERCENT {
        @Override
        public String format(double value) {
            return digits(value) + " %";
        }
    };

    /** Writes a value with three digits that matter. */
    public abstract String format(double value);

    static String digits(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
