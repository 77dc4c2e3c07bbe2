package io.portalocker.bench;

import java.util.regex.Pattern;

/**
 * What was asked for on the command line.
 *
 * @param quick whether a minute must do
 * @param publish whether the results go into the documentation
 * @param only which experiments to run
 */
record Options(boolean quick, boolean publish, Pattern only) {

    static Options of(String... arguments) {
        boolean quick = false;
        boolean publish = false;
        String only = "";
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> quick = true;
                case "--publish" -> publish = true;
                case "--only" -> {
                    i++;
                    if (i == arguments.length) {
                        throw new IllegalArgumentException("--only needs a regular expression");
                    }
                    only = arguments[i];
                }
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        if (publish && (quick || !only.isEmpty())) {
            throw new IllegalArgumentException("only a full run is published");
        }
        return new Options(quick, publish, Pattern.compile(only));
    }
}
