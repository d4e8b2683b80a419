using System.Buffers;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.LearningTests.Features.Values;

public sealed class FeatureRowTests
{
    private static readonly FeatureTime Noon = new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly FreshnessRule[] Rules = [.. Enumerable.Repeat(new FreshnessRule(null, TimeSpan.Zero, FeatureValue.Missing), 3)];

    [Fact]
    public void Offer_NewestFirst_KeepsTheNewest()
    {
        // The batch of Feast issue 5163: event times 3, 2, 1 with values 30, 20, 10 must read 30.
        var row = new FeatureRow(Rules);
        OfferResult[] results = [.. new[] { 3, 2, 1 }.Select(second => row.Offer(0, At(second, second * 10.0), Noon))];

        Assert.Equal([OfferResult.Accepted, OfferResult.Older, OfferResult.Older], results);
        Assert.Equal(FeatureValue.Of(30.0), row.Read(0, Noon).Value);
    }

    [Fact]
    public void Offer_EqualEventTimes_EndsTheSameInEveryOrder()
    {
        TimedFeatureValue[] offers =
        [
            At(1, 5.0), At(1, 6.0), At(1, 4.0) with { CreatedTime = Noon + TimeSpan.FromSeconds(1) },
            At(1, 3.0) with { CreatedTime = Noon + TimeSpan.FromSeconds(1), IngestTime = Noon + TimeSpan.FromSeconds(2) },
            At(1, 3.0) with { CreatedTime = Noon + TimeSpan.FromSeconds(1), IngestTime = Noon + TimeSpan.FromSeconds(2), Source = 1 },
        ];
        var random = new Random(7);
        for (var trial = 0; trial < 200; trial++)
        {
            random.Shuffle(offers);
            var row = new FeatureRow(Rules);
            foreach (var offer in offers)
                row.Offer(0, offer, Noon);

            Assert.Equal((FeatureValue.Of(3.0), 1), (row.Read(0, Noon).Value, row.Read(0, Noon).Source));
        }
    }

    [Fact]
    public void Offer_Redelivery_KeepsTheFirstArrival()
    {
        var row = new FeatureRow(Rules);
        var again = Noon + TimeSpan.FromSeconds(5);
        row.Offer(0, At(1, 5.0), Noon);

        Assert.Equal(OfferResult.Duplicate, row.Offer(0, At(1, 5.0) with { IngestTime = again, CreatedTime = again }, again));
        Assert.Equal(Noon, row.Read(0, again).IngestTime);
    }

    [Fact]
    public void Offer_FarAheadOfClock_IsRefused()
    {
        var row = new FeatureRow(Rules);

        Assert.Equal(OfferResult.AheadOfClock, row.Offer(0, At(60.000001, 1.0), Noon));
        Assert.Equal(OfferResult.Accepted, row.Offer(0, At(60, 1.0), Noon));
    }

    [Fact]
    public void Offer_NoValue_ReplacesAnOlderOne()
    {
        var row = new FeatureRow(Rules);
        row.Offer(0, At(1, 5.0), Noon);
        row.Offer(0, At(2, 0) with { Value = FeatureValue.Missing }, Noon);

        Assert.Equal((FeatureStatus.Missing, At(2, 0).EventTime), (row.Read(0, Noon).Status, row.Read(0, Noon).EventTime));
    }

    [Fact]
    public void WriteTo_MixedRow_ReadsBackTheSame()
    {
        var row = new FeatureRow(Rules);
        row.Offer(0, At(1, 5.5), Noon);
        row.Offer(2, At(1, 0) with { Value = FeatureValue.Of("text"), Source = 3, CreatedTime = Noon - TimeSpan.FromDays(2) }, Noon);
        var data = Write(row);
        var read = FeatureRow.ReadFrom(Rules, data);

        for (var slot = 0; slot < Rules.Length; slot++)
            Assert.Equal((row.TryGetKnown(slot, out var before), before), (read.TryGetKnown(slot, out var after), after));
        Assert.Equal(data, Write(read));
    }

    [Fact]
    public void WriteTo_FieldsOfOneEvent_ShareTheirTimes()
    {
        var rules = Enumerable.Repeat(Rules[0], 50).ToArray();
        var row = new FeatureRow(rules);
        for (var slot = 0; slot < rules.Length; slot++)
            row.Offer(slot, At(0, slot), Noon);

        // Per field an index, a type and at most 3 bytes of a small whole number; header and times below 20 bytes.
        Assert.InRange(Write(row).Length, 150, (50 * 5) + 20);
    }

    [Fact]
    public void ReadFrom_DamagedData_IsRefused()
    {
        var row = new FeatureRow(Rules);
        row.Offer(0, At(1, 5.5), Noon);
        var data = Write(row);

        for (var length = 0; length < data.Length; length++)
            Assert.Throws<InvalidDataException>(() => FeatureRow.ReadFrom(Rules, data.AsSpan(0, length)));
        Assert.Throws<InvalidDataException>(() => FeatureRow.ReadFrom(Rules[..2], data));
        Assert.Throws<InvalidDataException>(() => FeatureRow.ReadFrom(Rules, [.. data, 0]));
    }

    private static TimedFeatureValue At(double second, double value) =>
        new(FeatureValue.Of(value), Noon + TimeSpan.FromSeconds(second), Noon, Noon, 0);

    private static byte[] Write(FeatureRow row)
    {
        var buffer = new ArrayBufferWriter<byte>();
        row.WriteTo(buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
