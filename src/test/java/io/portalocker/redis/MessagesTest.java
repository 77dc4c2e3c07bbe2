package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again, and what is not exactly a pong keeps everybody out. */
class MessagesTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    @Test
    void aPongIsWhatPythonWritesWithMoreMembers() {
        assertEquals(
                "{\"holder_id\": \"" + ID
                        + "\", \"mode\": \"exclusive\", \"protocol\": 1, \"elected\": true, \"hints\": 2, \"host\": \""
                        + Self.HOST + "\", \"pid\": " + Self.PID + "}",
                Messages.pong(ID, RedisMode.EXCLUSIVE, true));
        for (var mode : RedisMode.values()) {
            assertEquals(
                    new RedisHolder(ID, mode, Optional.of(false), false, true, Self.HOST, Self.PID),
                    Messages.holder(Messages.pong(ID, mode, false), 0));
        }
    }

    @Test
    void peersBefore42SayNothingOfElections() {
        var pong = "{\"holder_id\": \"a\", \"mode\": \"pending\", \"protocol\": 1}";
        assertEquals(
                new RedisHolder("a", RedisMode.PENDING, Optional.empty(), false, false, "", 0),
                Messages.holder(pong, 0));
        var odd = "{\"holder_id\": \"a\", \"mode\": \"pending\", \"protocol\": 1, \"elected\": 1}";
        assertEquals(Optional.empty(), Messages.holder(odd, 0).elected());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1717171717.25",
                "",
                "[]",
                "null",
                "{",
                "{}",
                "{\"holder_id\": 1, \"mode\": \"shared\", \"protocol\": 1}",
                "{\"holder_id\": \"a\", \"mode\": 1, \"protocol\": 1}",
                "{\"holder_id\": \"a\", \"mode\": \"SHARED\", \"protocol\": 1}",
                "{\"holder_id\": \"a\", \"mode\": \"queued\", \"protocol\": 1}",
                "{\"holder_id\": \"a\", \"mode\": \"shared\", \"protocol\": 2}",
                "{\"holder_id\": \"a\", \"mode\": \"shared\", \"protocol\": \"1\"}",
                "{\"holder_id\": \"a\", \"mode\": \"shared\"}",
                "{\"holder_id\": \"a\", \"mode\": \"shared\", \"protocol\": 1} x",
                "{\"holder_id\": \"a\", \"mode\": \"shared\", \"protocol\": 01}",
                "{'holder_id': 'a', 'mode': 'shared', 'protocol': 1}"
            })
    void whatIsNoPongIsAnExclusiveHolder(String message) {
        assertEquals(
                new RedisHolder("legacy-3", RedisMode.EXCLUSIVE, Optional.empty(), true, false, "", 0),
                Messages.holder(message, 3));
    }

    @Test
    void aPingNeedsAResponseChannelAndNothingElse() {
        assertEquals("a-1", Messages.heard(Messages.ping("a-1")).responseChannel());
        assertEquals(
                "x",
                Messages.heard("{\"response_channel\":\"x\",\"more\":[1,{\"a\":null}]}")
                        .responseChannel());
        assertEquals(
                "\"\\\n\u00e9",
                Messages.heard("{\"response_channel\": \"\\\"\\\\\\n\\u00e9\"}").responseChannel());
        for (var no : new String[] {
            "",
            "x",
            "[]",
            "{}",
            "{\"response_channel\": 1}",
            "{\"response_channel\": \"\"}",
            Messages.left(ID, List.of(), 0)
        }) {
            assertEquals("", Messages.heard(no).responseChannel(), no);
        }
    }

    @Test
    void whoWaitsIsReadAsItIsWritten() {
        var place = new Line.Place(ID, true);
        var enlisted = Messages.heard(Messages.enlist("news", place));
        assertEquals("news", enlisted.responseChannel());
        assertEquals(Optional.of(place), enlisted.waiter());
        assertTrue(enlisted.ours());
        var gone = Messages.heard(Messages.delist(place));
        assertEquals("", gone.responseChannel());
        assertEquals(Optional.of(place), gone.waiter());
        assertEquals(
                Optional.empty(), Messages.heard("{\"waiter\": \"nobody\"}").waiter());
    }

    @Test
    void aPingWithoutHintsIsAGuests() {
        assertTrue(Messages.heard(Messages.ping("a-1")).ours());
        assertFalse(Messages.heard("{\"response_channel\": \"a-1\"}").ours());
        assertFalse(Messages.heard("{\"response_channel\": \"a-1\", \"hints\": true}")
                .ours());
        assertFalse(
                Messages.heard("{\"response_channel\": \"a-1\", \"hints\": 1}").ours());
        assertTrue(Messages.heard("no message at all").ours());
    }

    @Test
    void aDepartureNamesThoseInLineAndTheGuest() {
        var line = List.of(new Line.Place(ID, true), new Line.Place(ID.replace('0', '1'), false));
        for (long guest : new long[] {-1, 0, 1, 1999}) {
            assertEquals(new Messages.Left(line, guest), Messages.departure(Messages.left(ID, line, guest)));
        }
        var crowd = IntStream.range(0, Line.MOST + 1)
                .mapToObj(each -> new Line.Place(String.format("%032x", each), false))
                .toList();
        var left = Messages.departure(Messages.left(ID, crowd, -1));
        assertEquals(crowd.subList(0, Line.MOST), left.line());
        assertNull(Messages.departure(Messages.ping("a-1")));
        assertNull(Messages.departure("{\"line\": []}"));
        assertEquals(
                new Messages.Left(List.of(), 60_000),
                Messages.departure("{\"message\": \"left\", \"line\": [1, \"x\", null], \"guest\": 1e9}"));
        assertEquals(new Messages.Left(List.of(), -1), Messages.departure("{\"message\": \"left\", \"line\": 1}"));
    }

    @Test
    void depthAndLengthAreBounded() {
        assertNull(Json.object("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}"));
        assertNull(Json.object("[".repeat(100_000)));
        assertNull(Json.object("{\"a\": 1e999999999}"));
    }

    @Property
    void anythingCanBeRead(@ForAll String message) {
        var holder = Messages.holder(message, 0);
        assertTrue(!holder.id().isEmpty() || !holder.legacy());
        Messages.heard(message);
        Messages.departure(message);
    }

    @Property
    void truncatedPongsAreNone(@ForAll @net.jqwik.api.constraints.IntRange(max = 80) int length) {
        var pong = Messages.pong(ID, RedisMode.SHARED, false);
        assertTrue(Messages.holder(pong.substring(0, Math.min(length, pong.length() - 1)), 0)
                .legacy());
    }
}
