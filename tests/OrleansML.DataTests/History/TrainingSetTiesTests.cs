using System.Globalization;
using OrleansML.Data.History;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.History;

/// <summary>Different values of one event time: only the entities that have them are replayed.</summary>
public sealed class TrainingSetTiesTests
{
    private static readonly FeatureView View = HistoryViews.Pushed("ties", "card: string", "value: { type: double, default: 9 }\nnote: { type: string }");

    [Fact]
    public async Task Build_TiesOfOneEntity_ReplaysThatEntityAlone()
    {
        await using var bench = new HistoryBench();
        // Written down later wins, though it arrives first: no join by time alone can tell.
        bench.Ingest(View, "tied", 0, 3, "value", FeatureValue.Of(20.0), created: 2);
        bench.Ingest(View, "tied", 0, 4, "value", FeatureValue.Of(10.0), created: 1);
        bench.Ingest(View, "tied", 0, 5, "note", FeatureValue.Of("x"));
        bench.Ingest(View, "plain", 0, 3, "value", FeatureValue.Of(1.0));
        bench.Ingest(View, "plain", 5, 6, "value", FeatureValue.Of(2.0));
        var path = bench.Directory.File("spine.parquet");
        HistoryBench.Rows(
            $"""
            COPY (
                SELECT CASE range % 100000 WHEN 3 THEN 'tied' WHEN 1 THEN 'none' ELSE 'plain' END AS card, TIMESTAMP '2024-03-01 12:00:03' + (range % 4) * INTERVAL 1 SECOND AS at, range AS label
                FROM range(200004))
            TO '{path}'
            """);
        var steps = new Steps();
        var request = bench.Request(path, new TrainingSetView { View = View }) with { IncludeStatus = true };
        await bench.Writer.FlushAsync();
        var result = await new TrainingSetBuilder(bench.Options, new HistoryQueryOptions()).BuildAsync(request, steps);

        Assert.Equal(["ties"], result.Replayed);
        // A replay tells of itself after 65,536 rows and events; the 200,000 rows of the other entities were none of it.
        Assert.DoesNotContain(steps.Seen, step => step.StartsWith("replay", StringComparison.Ordinal));
        Assert.Equal(
            ["none|3|9|default|-|missing", "plain|150000|1|fresh|-|missing", "plain|49998|2|fresh|-|missing", "tied|3|20|fresh|x|fresh"],
            HistoryBench.Rows(
                $"""
                SELECT card, count(*), "ties.value", "ties.value.status", "ties.note", "ties.note.status"
                FROM '{request.Output}' GROUP BY ALL ORDER BY card, "ties.value"
                """));
        Assert.Equal(["0"], HistoryBench.Rows($"SELECT count(*) FILTER (label <> file_row_number) FROM '{request.Output}'"));
    }

    [Fact]
    public async Task Build_RepeatsOfEqualValues_AreNoTies()
    {
        await using var bench = new HistoryBench();
        foreach (var ingest in new[] { 1, 2, 2, 9 })
            bench.Ingest(View, "a", 0, ingest, "value", FeatureValue.Of(1.0), created: 0);
        bench.Ingest(View, "a", -5, 3, "value", FeatureValue.Of(7.0));
        bench.Ingest(View, "b", 0, 1, "value", FeatureValue.Missing);
        bench.Ingest(View, "b", 0, 2, "value", FeatureValue.Missing);
        var request = bench.Request(bench.Spine("card", ("a", 2), ("a", 10), ("b", 2)), new TrainingSetView { View = View, Features = ["value"] });

        Assert.Equal(["1", "1", "9"], await bench.BuildAsync(request, "\"ties.value\""));
        Assert.Empty(bench.Result!.Replayed);
    }

    // The value written down later counts, though the other arrives after it; between them arrives one that is too late to count.
    [Theory]
    [InlineData("0", "-0")]
    [InlineData("-0", "0")]
    [InlineData("1", "2")]
    [InlineData(null, "1")]
    [InlineData("1", null)]
    public async Task Build_TieOfTwoValues_IsDecidedToTheBit(string? counts, string? other)
    {
        static FeatureValue Value(string? text) => text is null ? FeatureValue.Missing : FeatureValue.Of(double.Parse(text, CultureInfo.InvariantCulture));

        await using var bench = new HistoryBench();
        bench.Ingest(View, "a", 0, 1, "value", Value(counts), created: 0.9);
        bench.Ingest(View, "a", -5, 2, "value", FeatureValue.Of(7.0));
        bench.Ingest(View, "a", 0, 3, "value", Value(other), created: 0.5);
        var request = bench.Request(bench.Spine("card", ("a", 4)), new TrainingSetView { View = View, Features = ["value"] });

        Assert.Equal([counts ?? "9"], await bench.BuildAsync(request, "\"ties.value\""));
        Assert.Equal(["ties"], bench.Result!.Replayed);
    }

    private sealed class Steps : IProgress<TrainingSetProgress>
    {
        public List<string> Seen { get; } = [];

        public void Report(TrainingSetProgress value) => Seen.Add(value.Step);
    }
}
