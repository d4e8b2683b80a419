using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.LearningTests.Features.Values;

/// <summary>One million random reads and writes against plain lists that are searched anew for each read.</summary>
public sealed class FeatureRowPropertyTests
{
    private const int Rounds = 20_000;
    private const int StepsPerRound = 50;

    [Fact]
    public void Read_MillionRandomOperations_NeverGivesAnExpiredNorAnOlderValue()
    {
        var random = new Random(20_261);
        var reads = 0;
        for (var round = 0; round < Rounds; round++)
        {
            FreshnessRule[] rules = [RandomRule(random), RandomRule(random)];
            var row = new FeatureRow(rules);
            List<TimedFeatureValue>[] taken = [[], []];
            var now = 1_000_000_000L;
            for (var step = 0; step < StepsPerRound; step++)
            {
                now += random.Next(3);
                var slot = random.Next(2);
                if (random.Next(2) == 0)
                {
                    reads++;
                    Check(rules[slot], taken[slot], row.Read(slot, new FeatureTime(now)), now);
                }
                else
                {
                    Offer(random, row, slot, taken[slot], now);
                }
            }
        }

        Assert.InRange(reads, 450_000, 550_000);
    }

    private static FreshnessRule RandomRule(Random random) => new(
        random.Next(4) == 0 ? null : TimeSpan.FromMicroseconds(random.Next(20)),
        TimeSpan.FromMicroseconds(random.Next(10)),
        random.Next(2) == 0 ? FeatureValue.Missing : FeatureValue.Of(-1.0));

    private static void Offer(Random random, FeatureRow row, int slot, List<TimedFeatureValue> taken, long now)
    {
        var offered = new TimedFeatureValue(
            random.Next(10) == 0 ? FeatureValue.Missing : FeatureValue.Of((double)random.Next(4)),
            new FeatureTime(now - random.Next(30) + 2),
            new FeatureTime(now - random.Next(5)),
            new FeatureTime(now),
            random.Next(2));
        var result = row.Offer(slot, offered, new FeatureTime(now));

        var newest = taken.Count == 0 ? (long?)null : taken.Max(value => value.EventTime.Microseconds);
        if (offered.EventTime.Microseconds > newest)
            Assert.Equal(OfferResult.Accepted, result);
        if (offered.EventTime.Microseconds < newest)
            Assert.Equal(OfferResult.Older, result);
        if (result != OfferResult.Duplicate)
            taken.Add(offered);
    }

    private static void Check(FreshnessRule rule, List<TimedFeatureValue> taken, FeatureReading reading, long now)
    {
        if (taken.Count == 0)
        {
            Assert.Null(reading.EventTime);
            Assert.Equal(rule.Default.IsMissing ? FeatureStatus.Missing : FeatureStatus.Default, reading.Status);
            return;
        }

        var newest = taken.Where(value => value.EventTime.Microseconds == taken.Max(other => other.EventTime.Microseconds))
            .OrderBy(value => value.CreatedTime.Microseconds).ThenBy(value => value.IngestTime.Microseconds).ThenBy(value => value.Source)
            .ThenBy(value => value.Value.IsMissing ? -1 : double.Parse(value.Value.ToString(), System.Globalization.CultureInfo.InvariantCulture))
            .Last();
        var age = Math.Max(0, now - newest.EventTime.Microseconds);
        var life = rule.TimeToLive is { } given ? (long)given.TotalMicroseconds : long.MaxValue / 2;
        var stale = (long)rule.MaximumStale.TotalMicroseconds;
        var expected = newest.Value.IsMissing ? FeatureStatus.Missing
            : age <= life ? FeatureStatus.Fresh
            : age <= life + stale ? FeatureStatus.Stale
            : FeatureStatus.Expired;
        var usable = expected is FeatureStatus.Fresh or FeatureStatus.Stale;
        if (!usable && !rule.Default.IsMissing)
            expected = FeatureStatus.Default;

        Assert.Equal(expected, reading.Status);
        Assert.Equal(newest.EventTime, reading.EventTime);
        Assert.Equal(usable ? newest.Value : rule.Default, reading.Value);
    }
}
