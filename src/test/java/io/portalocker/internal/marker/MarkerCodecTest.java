package io.portalocker.internal.marker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.portalocker.internal.marker.Marker.Claim;
import io.portalocker.internal.marker.Marker.Malformed;
import io.portalocker.internal.marker.Marker.Mode;
import io.portalocker.internal.marker.Marker.Plain;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.NeedsPython;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** filelock's test_marker_records, with filelock itself as the judge of what is a record. */
class MarkerCodecTest {
    private static Child python;

    /** Started by who asks it: where there is none, only that is skipped. */
    private static Child python() {
        if (python == null) {
            python = Child.python("""
                import sys
                from filelock._marker import parse_marker
                from filelock._soft import parse_lock_holder
                def judge(data):
                    try:
                        text = data.decode('utf-8') if len(data) <= 1024 else None
                    except UnicodeDecodeError:
                        text = None
                    if claim := parse_marker(text):
                        return ascii(('claim', claim.pid, claim.hostname, claim.mode, claim.token, claim.start))
                    if plain := parse_lock_holder(text):
                        return ascii(('plain',) + tuple(plain))
                    return 'malformed'
                for line in sys.stdin:
                    print(judge(bytes.fromhex(line.strip())))
                """);
        }
        return python;
    }

    @AfterContainer
    static void endPython() {
        if (python != null) {
            python.close();
        }
    }

    @Provide
    Arbitrary<byte[]> records() {
        Arbitrary<String> number = Arbitraries.of(
                "1",
                "7",
                "+7",
                "-1",
                "0",
                "007",
                " 7 ",
                "\u00a07",
                "1_0",
                "_1",
                "1__0",
                "2147483647",
                "2147483648",
                "9".repeat(80),
                "\u0663",
                "\ud835\udfd7",
                "7.0",
                "0x7",
                "1e3",
                "",
                "nan",
                "-0",
                "1\u0000");
        Arbitrary<String> decimal = Arbitraries.of(
                "30.0",
                "5",
                ".5",
                "5.",
                "1e3",
                "1_0.5",
                "-1",
                "0",
                "nan",
                "inf",
                "1e999",
                "5d",
                "0x1p3",
                "",
                "\u0663.5");
        Arbitrary<String> host = Arbitraries.of("host", "h o s t", "", "h\u00f6st", "?", "a=b");
        Arbitrary<String> field = Arbitraries.oneOf(
                number.map(n -> "pid=" + n),
                host.map(h -> "host=" + h),
                Arbitraries.of(
                        "mode=lease",
                        "mode=exclusive",
                        "mode=later",
                        "mode=",
                        "token=00",
                        "token=",
                        "new=1",
                        "junk",
                        "="),
                decimal.map(d -> "duration=" + d),
                number.map(n -> "start=" + n));
        Arbitrary<String> line = Arbitraries.oneOf(number, host, field, Arbitraries.of("filelock/2", " filelock/2"));
        Arbitrary<String> end = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(8, Arbitraries.just("\n")),
                net.jqwik.api.Tuple.of(
                        2,
                        Arbitraries.of(
                                "\r\n", "\r", "\u000b", "\f", "\u001c", "\u001e", "\u0085", "\u2028", "\n\n", " \n",
                                "")));
        Arbitrary<String> lines = Combinators.combine(line, end)
                .as((l, e) -> l + e)
                .list()
                .ofMaxSize(8)
                .map(all -> String.join("", all));
        Arbitrary<String> plain =
                Combinators.combine(number, host, number, end).as((p, h, s, e) -> p + e + h + e + s + "\n");
        Arbitrary<String> claim = Combinators.combine(
                        number, host, decimal, number, Arbitraries.of("lease", "exclusive", "x"))
                .as((p, h, d, s, m) -> "filelock/2\npid=" + p + "\nhost=" + h + "\nmode=" + m + "\ntoken=0\nduration="
                        + d + "\nstart=" + s + "\n");
        return Arbitraries.oneOf(lines, lines.map(l -> "filelock/2\n" + l + "\n"), plain, claim)
                .map(text -> text.getBytes(UTF_8));
    }

    /** What Python takes for a record is one here, of the same owner; what it takes for none would be broken by it. */
    @AddLifecycleHook(NeedsPython.class)
    @Property(tries = 3000)
    void agreesWithPython(@ForAll("records") byte[] content) {
        String theirs = python().ask(HexFormat.of().formatHex(content));
        Marker ours = MarkerCodec.parse(content);
        String expected = switch (ours) {
            case Plain(ProcessIdentity owner) ->
                "('plain', %d, %s, %s)".formatted(owner.pid(), ascii(owner.host()), none(owner));
            case Claim claim ->
                "('claim', %d, %s, '%s', %s, %s)"
                        .formatted(
                                claim.owner().pid(),
                                ascii(claim.owner().host()),
                                claim.mode().name().toLowerCase(java.util.Locale.ROOT),
                                claim.token().map(t -> "'" + t + "'").orElse("None"),
                                none(claim.owner()));
            default -> "malformed";
        };
        assertEquals(theirs, expected);
    }

    private static String none(ProcessIdentity owner) {
        return owner.start().map(BigInteger::toString).orElse("None");
    }

    private static String ascii(String text) {
        StringBuilder escaped = new StringBuilder("'");
        text.codePoints().forEach(c -> escaped.append(c >= ' ' && c < 0x7f ? Character.toString(c) : escape(c)));
        return escaped.append('\'').toString();
    }

    private static String escape(int codePoint) {
        return String.format(codePoint < 0x100 ? "\\x%02x" : codePoint < 0x10000 ? "\\u%04x" : "\\U%08x", codePoint);
    }

    @Provide
    Arbitrary<ProcessIdentity> identities() {
        Arbitrary<Optional<BigInteger>> starts = Arbitraries.bigIntegers()
                .between(BigInteger.ZERO, BigInteger.TWO.pow(192))
                .optional();
        return Combinators.combine(
                        Arbitraries.strings()
                                .withCharRange('!', '~')
                                .ofMinLength(1)
                                .ofMaxLength(253),
                        Arbitraries.longs().between(1, Integer.MAX_VALUE),
                        starts)
                .as(ProcessIdentity::new);
    }

    @Property(tries = 1000)
    void plainRecordSurvivesTheRoundTrip(@ForAll("identities") ProcessIdentity owner) {
        assertEquals(new Plain(owner), MarkerCodec.parse(MarkerCodec.encode(owner)));
    }

    @Property(tries = 1000)
    void claimSurvivesTheRoundTrip(@ForAll("identities") ProcessIdentity owner, @ForAll("durations") double duration) {
        var claim = new Claim(owner, Mode.LEASE, Optional.of("00ff"), OptionalDouble.of(duration));
        assertEquals(claim, MarkerCodec.parse(MarkerCodec.encode(claim)));
    }

    @Provide
    Arbitrary<Double> durations() {
        return Arbitraries.doubles().between(1e-9, 3e9).ofScale(9).filter(d -> d > 0);
    }

    @Property(tries = 1000)
    void nothingMakesItThrow(@ForAll @Size(max = 1100) byte[] content) {
        MarkerCodec.parse(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "1\n",
                "1\n2\n3\n4\n",
                "x\nhost\n",
                "1\nhost\nx\n",
                "0\nhost\n",
                "-1\nhost\n",
                "2147483648\nhost\n",
                "1\nhost",
                "1",
                "\u0000\n\u0000\n",
                "filelock/2\n",
                "filelock/2\npid=1\nhost=h\n",
                "filelock/2\npid=1\nhost=h\nmode=lease\n",
                "filelock/2\npid=1\nhost=h\nmode=lease\ntoken=t\nduration=nan\n",
                "filelock/2\npid=1\nhost=h\nmode=lease\ntoken=t\nduration=inf\n",
                "filelock/2\npid=1\nhost=h\nmode=lease\ntoken=t\nduration=1e300\n",
                "filelock/2\npid=1\nhost=h\nmode=exclusive\nduration=+1\n",
                "+1\nhost\n",
                "1_0\nhost\n",
                "\u0663\nhost\n",
                "filelock/break\n",
                "filelock/break\n0\n",
                "filelock/break\n1\n2\n",
                "filelock/break\n1",
                "filelock/released\n\n",
                "filelock/2\npid=1\nhost=h\nmode=lease\ntoken=t\nduration=0\n",
                "filelock/2\npid=1\nhost=h\nmode=lease\ntoken=t\nduration=-1\n",
                "filelock/2\npid=1\nhost=h\nmode=lease\nduration=1\n",
                "filelock/2\npid=1\nhost=\nmode=exclusive\n",
                "filelock/2\npid=1\nhost=h\nmode=exclusive\njunk\n",
                "filelock/2\npid=1\nhost=h\nmode=exclusive\nstart=x\n"
            })
    void malformed(String content) {
        assertInstanceOf(Malformed.class, MarkerCodec.parse(content.getBytes(UTF_8)));
    }

    @Test
    void whatIsTooLongOrNotTextIsMalformed() {
        assertInstanceOf(Malformed.class, MarkerCodec.parse(("1\nh\n" + " ".repeat(1021) + "\n").getBytes(UTF_8)));
        assertInstanceOf(Plain.class, MarkerCodec.parse(("1\nh\n" + " ".repeat(1019) + "\n").getBytes(UTF_8)));
        assertInstanceOf(Malformed.class, MarkerCodec.parse(new byte[] {'1', '\n', (byte) 0xff, '\n'}));
    }

    @Test
    void whatBreakersAndTheirVictimsLeaveIsKnown() {
        assertEquals(new Marker.Breaking(4711), MarkerCodec.parse(MarkerCodec.encodeBreaking(4711)));
        assertEquals(new Marker.Released(), MarkerCodec.parse(MarkerCodec.encodeReleased()));
        assertArrayEquals("filelock/break\n4711\n".getBytes(UTF_8), MarkerCodec.encodeBreaking(4711));
        assertArrayEquals("filelock/released\n".getBytes(UTF_8), MarkerCodec.encodeReleased());
    }

    @Test
    void emptyMarkerAndStrictSentinelAreWhatTheyAre() {
        assertEquals(new Marker.Empty(), MarkerCodec.parse(new byte[0]));
        assertEquals(new Marker.StrictSentinel(), MarkerCodec.parse("1\nfilelock-strict-v1\0\n0\n".getBytes(UTF_8)));
    }

    @Test
    void unknownKeyIsIgnoredAndUnknownModeKept() {
        var claim = assertInstanceOf(
                Claim.class, MarkerCodec.parse("filelock/2\npid=1\nhost=h\nmode=later\nfuture=1\n".getBytes(UTF_8)));
        assertEquals(Mode.UNKNOWN, claim.mode());
        assertEquals(Optional.empty(), claim.token());
    }

    @Test
    void linesOfWindowsAreRead() {
        assertEquals(
                new Plain(new ProcessIdentity("h", 12, Optional.of(BigInteger.valueOf(3)))),
                MarkerCodec.parse("12\r\nh\r\n3\r\n".getBytes(UTF_8)));
    }

    @Test
    void durationsThatAreEqualNumbersAreEqual() {
        String record = "filelock/2\npid=1\nhost=h\nmode=lease\ntoken=t\nduration=%s\n";
        assertEquals(
                MarkerCodec.parse(record.formatted("5").getBytes(UTF_8)),
                MarkerCodec.parse(record.formatted("5.0").getBytes(UTF_8)));
    }

    @Test
    void recordsByteForByte() {
        var owner = new ProcessIdentity("h", 12, Optional.of(new BigInteger("9".repeat(58))));
        assertArrayEquals(("12\nh\n" + "9".repeat(58) + "\n").getBytes(UTF_8), MarkerCodec.encode(owner));
        assertArrayEquals(
                "12\nh\n".getBytes(UTF_8), MarkerCodec.encode(new ProcessIdentity("h", 12, Optional.empty())));
        var claim = new Claim(owner, Mode.LEASE, Optional.of("0a"), OptionalDouble.of(30));
        assertArrayEquals(
                ("filelock/2\npid=12\nhost=h\nmode=lease\ntoken=0a\nduration=30.0\nstart=" + "9".repeat(58) + "\n")
                        .getBytes(UTF_8),
                MarkerCodec.encode(claim));
    }
}
