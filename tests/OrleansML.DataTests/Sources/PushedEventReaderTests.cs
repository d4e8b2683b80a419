using System.Text;
using OrleansML.Data.Sources;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.Sources;

public sealed class PushedEventReaderTests
{
    private static readonly FeatureView View = SampleSources.View("kind: push\nmode: pushed");

    [Fact]
    public void ReadOne_WholeRecord_GivesEveryValue()
    {
        var read = ReadOne("""
            {
              "card_id": "c1", "paid_at": "2026-01-01T01:00:00.000001+01:00", "payment_id": "p1",
              "amount": 3.5, "channel": "web", "pin": null
            }
            """);

        Assert.Empty(read.Refused);
        var made = Assert.Single(read.Events);
        // date -d 2026-01-01T00:00:00Z +%s = 1767225600
        Assert.Equal(("c1", 0, "p1", new FeatureTime(1_767_225_600_000_001)), (made.Entity, made.Source, made.Id, made.EventTime!.Value));
        Assert.Null(made.CreatedTime);
        var values = SampleSources.Values(View, made);
        Assert.Equal(FeatureValue.Of(3.5), values["amount"]);
        Assert.Equal(FeatureValue.Of("web"), values["channel"]);
        Assert.True(values["pin"].IsMissing);
    }

    [Fact]
    public void ReadOne_FieldLeftOut_KeepsItOut()
    {
        var made = Assert.Single(ReadOne("""{"card_id":"c1","paid_at":1767225600000000,"payment_id":17,"amount":1}""").Events);

        Assert.Equal(["amount"], SampleSources.Values(View, made).Keys);
        Assert.Equal(("17", new FeatureTime(1_767_225_600_000_000)), (made.Id, made.EventTime!.Value));
    }

    [Theory]
    [InlineData("""{"card_id":"c1","paid_at":0,"payment_id":"p","amount":"3"}""", "amount", "'amount' must be of type double, and is a text that is not.")]
    [InlineData("""{"card_id":"c1","paid_at":0,"payment_id":"p","amount":1e999}""", "amount", "'amount' must be of type double, and is a number that is not.")]
    [InlineData("""{"card_id":"c1","paid_at":0,"payment_id":"p","amount":1001}""", "amount", "'amount' is '1001'; a number from 0 to 1000 is allowed.")]
    [InlineData("""{"card_id":"c1","paid_at":0,"payment_id":"p","amount":[1]}""", "amount", "'amount' must be of type double, and is an array.")]
    [InlineData("""{"card_id":"c1","paid_at":0,"payment_id":"p","pin":12345}""", "pin", "'pin' is masked; a number from 0 to 9999 is allowed.")]
    [InlineData("""{"card_id":"c1","paid_at":0,"payment_id":"p","pin":1.5}""", "pin", "'pin' must be of type int, and is a number that is not.")]
    [InlineData("""{"card_id":"c1","paid_at":0,"payment_id":"p","channel":"cash"}""", "channel", "'channel' is 'cash'; allowed are chip, web.")]
    [InlineData("""{"card_id":"c1","paid_at":"2026-01-01T00:00:00","payment_id":"p"}""", "paid_at",
        "'paid_at' must be a time, ISO 8601 with offset or whole microseconds since 1970, and is a text that is not.")]
    [InlineData("""{"card_id":"c1","paid_at":9223372036854775807,"payment_id":"p"}""", "paid_at",
        "'paid_at' must be a time, ISO 8601 with offset or whole microseconds since 1970, and is a number that is not.")]
    [InlineData("""{"card_id":"c1","payment_id":"p","amount":1}""", "paid_at", "'paid_at' has no value.")]
    [InlineData("""{"card_id":"c1","paid_at":0,"payment_id":null}""", "payment_id", "'payment_id' has no value.")]
    [InlineData("""{"card_id":"c1","paid_at":0,"payment_id":""}""", "payment_id", "'payment_id' has 0 characters; an id has 1 to 512.")]
    [InlineData("""{"card_id":7,"paid_at":0,"payment_id":"p"}""", "card_id", "'card_id' must be of type string, and is a number that is not.")]
    [InlineData("""{"paid_at":0,"payment_id":"p"}""", "card_id", "key 'card_id' has no value.")]
    [InlineData("""{"card_id":"c1","paid_at":0,"payment_id":"p","amount":1,"amount":2}""", "amount", "'amount' is given twice.")]
    [InlineData("""{"card_id":"c1","color":1}""", null, "'color' is not known; allowed are card_id, amount, channel, pin, paid_at, payment_id.")]
    [InlineData("""{"card_id":"c1","john@example.org":1}""", null, "a property is not known; allowed are card_id, amount, channel, pin, paid_at, payment_id.")]
    [InlineData("""["c1"]""", null, "the record must be an object, and is an array.")]
    [InlineData("""{"card_id":"c1"} {"card_id":"c2"}""", null, "the record is not one JSON object with the expected nesting, at byte 18.")]
    [InlineData("""{"card_id":"c1",""", null, "the record is not one JSON object with the expected nesting, at byte 16.")]
    [InlineData("""secret 4711""", null, "the record is not one JSON object with the expected nesting, at byte 1.")]
    public void ReadOne_BadRecord_SaysFieldAndReason(string json, string? field, string reason)
    {
        var refused = Assert.Single(ReadOne(json).Refused);

        Assert.Equal((field, reason), (refused.Field, refused.Reason));
    }

    // As System.Text.Json writes a text by default.
    [Fact]
    public void ReadOne_TimeWithEscapedCharacters_IsRead()
    {
        var json = """{"card_id":"c1","paid_at":"2026-01-01T02:00:00\u002B02:00","payment_id":"p"}""";

        Assert.Equal(new FeatureTime(1_767_225_600_000_000), Assert.Single(ReadOne(json).Events).EventTime);
    }

    [Fact]
    public void ReadOne_TextThatIsNotUtf8_IsRefused()
    {
        byte[] record = [.. "{\"card_id\":\""u8, 0xff, 0xfe, .. "\"}"u8];

        Assert.Contains("UTF-8", Assert.Single(Reader(View).ReadOne(record).Refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadLines_GoodAndBadLines_ReturnsBothWithNumbers()
    {
        var read = Reader(View).ReadLines(Encoding.UTF8.GetBytes(
            "{\"card_id\":\"c1\",\"paid_at\":0,\"payment_id\":\"a\"}\r\n\n  \n{\"card_id\":\"c2\",\"paid_at\":0,\"payment_id\":\"b\",\"pin\":-1}\n"
            + "{\"card_id\":\"c3\",\"paid_at\":0,\"payment_id\":\"c\"}"));

        Assert.Equal(["c1", "c3"], read.Events.Select(made => made.Entity));
        Assert.Equal(new PoisonRecord(4, "c2", "pin", "'pin' is masked; a number from 0 to 9999 is allowed."), Assert.Single(read.Refused));
    }

    [Fact]
    public void ReadLines_LineTooLong_RefusesItAlone()
    {
        var read = Reader(View).ReadLines(Encoding.UTF8.GetBytes(
            "{\"card_id\":\"" + new string('x', 65_536) + "\"}\n{\"card_id\":\"c\",\"paid_at\":0,\"payment_id\":\"c\"}"));

        Assert.Equal("c", Assert.Single(read.Events).Entity);
        Assert.Equal(new PoisonRecord(1, null, null, "the record has 65550 bytes; at most 65536 are allowed."), Assert.Single(read.Refused));
    }

    [Fact]
    public void ReadLines_TooManyLines_ReadsTheFirstAndSaysSo()
    {
        const string Line = "{\"card_id\":\"c\",\"paid_at\":0,\"payment_id\":\"c\"}\n";
        var read = Reader(View).ReadLines(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Line, 10_002))));

        Assert.Equal(10_000, read.Events.Count);
        Assert.Equal(10_001, Assert.Single(read.Refused).Number);
    }

    [Fact]
    public void ReadOne_ColumnsByPointer_ReadsNestedValues()
    {
        var view = SampleSources.View("kind: push\nmode: pushed", "shop: int, card: long",
            """
                fields:
                  amount: { type: double, column: /payment/amount }
                  limit: { type: float, column: /payment/limits/1 }
                  odd: { type: bool, column: /a~1b }
            """);
        var read = Reader(view).ReadOne("""{"a/b":true,"shop":3,"payment":{"limits":[1,2.5,3],"amount":7},"card":9007199254740993}"""u8);

        var made = Assert.Single(read.Events);
        Assert.Equal("3|9007199254740993", made.Entity);
        Assert.Equal([FeatureValue.Of(7.0), FeatureValue.Of(2.5f), FeatureValue.Of(true)], made.Fields.Select(field => field.Value));
    }

    [Theory]
    [InlineData("/a", "/a/b", "'/a/b' of 'y' lies below '/a', which is read as a value; point to values only")]
    [InlineData("/a/b", "/a", "'/a' of 'y' holds other columns, so it cannot be read as a value; point to values only")]
    [InlineData("/a", "/b~", "'/b~' of 'y' is not a JSON pointer; write '~' as ~0, and '/' within a name as ~1")]
    public void Create_ContradictingPointers_IsMisconfigured(string x, string y, string reason)
    {
        var view = SampleSources.View("kind: push\nmode: pushed", fields: $"    fields:\n      x: {{ type: int, column: {x} }}\n      y: {{ type: int, column: {y} }}");

        var failure = Assert.Throws<SourceException>(() => SampleSources.Create(view));
        Assert.Equal(SourceFailure.Misconfigured, failure.Failure);
        Assert.Equal($"Source 'payments' of view 'cards': {reason}. Correct the view.", failure.Message);
    }

    private static PushedEvents ReadOne(string json) => Reader(View).ReadOne(Encoding.UTF8.GetBytes(json));

    private static PushedEventReader Reader(FeatureView view) => SampleSources.Create(view).Pushed!;
}
