using System.Globalization;
using OrleansML.Data.History;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.History;

/// <summary>Random histories with late, repeated and corrected events against plain lists that are searched for every row.</summary>
public sealed class HistoryPropertyTests
{
    private static readonly FeatureView View = HistoryViews.Pushed(
        "random",
        "card: string",
        "amount: { type: double, ttl: 40s }\nlimit: { type: long, default: 7 }",
        """
        windows:
          low: { field: amount, aggregate: min, length: 60s, hop: 5s }
          high: { field: amount, aggregate: max, length: 30s, hop: 5s }
          many: { field: amount, aggregate: count, length: 60s, hop: 5s }
          total: { field: amount, aggregate: sum, length: 60s, hop: 5s }
          latest: { field: amount, aggregate: last, length: 60s, hop: 5s }
          different: { field: amount, aggregate: distinct, length: 60s, hop: 5s }
        fallback: { maximum_stale: 15s }
        lateness: 20s
        """);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 12)]
    [InlineData(4, 12)]
    [InlineData(5, 3)]
    [InlineData(6, 3)]
    public async Task Build_RandomHistory_EqualsTheNaiveModel(int seed, int cardsWithTies)
    {
        var random = new Random(seed);
        await using var bench = new HistoryBench { WriterOptions = new HistoryWriterOptions { Silo = "silo1", RowsPerFile = 500 } };
        var model = new NaiveHistory(View);
        for (var index = 0; index < 3000; index++)
        {
            var card = random.Next(12);
            var entity = $"card{card}";
            var withTies = card < cardsWithTies;
            var ingest = index * 250_000L;
            var eventTime = ingest - random.Next(10) switch { 0 => random.Next(100_000_000), 1 => -random.Next(70_000_000), _ => random.Next(500_000) };
            if (withTies)
                eventTime = eventTime / 4_000_000 * 4_000_000;
            long? created = withTies && random.Next(2) == 0 ? ingest - random.Next(1_000_000) : null;
            double? amount = random.Next(8) == 0 ? null : random.Next(64) / 1024.0;
            long? limit = withTies && random.Next(3) == 0 ? null : random.Next(3);
            var id = random.Next(5) == 0 ? random.Next(50).ToString(CultureInfo.InvariantCulture) : null;
            var told = limit is null ? [("amount", Value(amount))] : new[] { ("amount", Value(amount)), ("limit", FeatureValue.Of(limit.Value)) };
            bench.Ingest(View, ingest / 1e6, HistoryBench.Event(View, entity, eventTime / 1e6, told, created / 1e6, id));
            model.Add(new NaiveEvent(entity, ingest, eventTime, created ?? ingest, amount, limit, id));
        }

        (string Entity, double Seconds)[] rows = [.. Enumerable.Range(0, 2000).Select(_ => ($"card{random.Next(13)}", random.Next(750_000) / 1e3))];
        var spine = bench.Spine("card", rows);
        var fields = bench.Request(spine, new TrainingSetView { View = View, Features = ["amount", "limit"] }) with { IncludeStatus = true };
        var all = bench.Request(spine, new TrainingSetView { View = View }) with { IncludeStatus = true };
        string[] expectedFields = [.. rows.Select(row => model.Fields(row.Entity, (long)Math.Round(row.Seconds * 1e6)))];
        string[] expectedWindows = [.. rows.Select(row => model.Windows(row.Entity, (long)Math.Round(row.Seconds * 1e6)))];

        const string Fields = "\"random.amount\", \"random.amount.status\", \"random.limit\", \"random.limit.status\"";
        Assert.Equal(expectedFields, await bench.BuildAsync(fields, Fields));
        Assert.Equal(cardsWithTies > 0 ? ["random"] : [], bench.Result!.Replayed);
        Assert.Equal(expectedFields, await bench.BuildAsync(all, Fields));
        Assert.Equal(
            expectedWindows,
            await bench.BuildAsync(all, "\"random.low\", \"random.high\", \"random.many\", \"random.total\", \"random.latest\", \"random.different\""));
    }

    private static FeatureValue Value(double? amount) => amount is { } number ? FeatureValue.Of(number) : FeatureValue.Missing;
}
