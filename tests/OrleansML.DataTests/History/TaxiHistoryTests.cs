using System.Globalization;
using DuckDB.NET.Data;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.History;

/// <summary>Real trips, streamed, served and recorded; then the same moments from history.</summary>
public sealed class TaxiHistoryTests
{
    private static readonly HistoryWriterOptions LargeBuffer = new() { Silo = "silo1", Capacity = 1_000_000 };

    private static readonly string[] Months = ["2019-01", "2019-02", "2019-03"];

    [SharedDataFact]
    public async Task Build_MomentsThatWereServed_GivesTheServedValuesToTheBit()
    {
        await using var bench = new HistoryBench { WriterOptions = LargeBuffer };
        var served = new List<ServedVector>();
        new TaxiServing().Run(TaxiTrip.Read(Months), (told, now) => Assert.True(bench.Writer.TryAdd(TaxiServing.View, told, now)), served.Add);
        var spine = bench.File(
            "spine.csv",
            ["zone,at,request.asked", .. served.Select(vector => string.Create(CultureInfo.InvariantCulture, $"{vector.Entity},{vector.ServedAt},{Asked(vector)}"))]);
        await bench.Writer.FlushAsync();
        Assert.Equal(0, bench.Writer.Statistics.Dropped);

        var all = bench.Request(spine, new TrainingSetView { View = TaxiServing.View });
        var fields = all with { Output = bench.Directory.File("fields.parquet"), Views = [new TrainingSetView { View = TaxiServing.View, Features = [.. TaxiServing.View.Fields.Select(field => field.Name)] }] };
        foreach (var request in new[] { all, fields })
        {
            var result = await new TrainingSetBuilder(bench.Options, new HistoryQueryOptions()).BuildAsync(request);
            Assert.Equal(served.Count, result.Rows);
            AssertEqual(served, result.Features, request.Output);
        }
    }

    [SharedDataFact]
    public async Task Report_OneFeatureServedInOtherUnits_NamesItAlone()
    {
        const double KilometresPerMile = 1.609344;
        await using var bench = new HistoryBench { WriterOptions = LargeBuffer };
        var distance = HistoryBench.SlotOf(TaxiServing.View, "distance");
        var (vectors, skewed) = (0, 0);
        new TaxiServing().Run(
            TaxiTrip.Read(Months),
            (told, now) => Assert.True(bench.Writer.TryAdd(TaxiServing.View, told, now)),
            vector =>
            {
                // A release in March that divides by the wrong unit, on one server of fifty.
                var values = vector.Values.ToArray();
                if (++vectors % 50 == 0 && vector.ServedAt >= new DateTimeOffset(2019, 3, 1, 0, 0, 0, TimeSpan.Zero) && values[distance].TryGetNumber(out var miles) && miles != 0)
                {
                    values[distance] = FeatureValue.Of(miles * KilometresPerMile);
                    skewed++;
                }

                Assert.True(bench.Writer.TryAdd(vector with { Values = values }));
            });
        await bench.Writer.FlushAsync();
        Assert.Equal(0, bench.Writer.Statistics.Dropped);

        var report = await new SkewReporter(bench.Options, new HistoryQueryOptions()).ReportAsync(new SkewRequest { View = TaxiServing.View });
        Assert.Equal(["distance"], report.Skewed);
        Assert.Equal(vectors, report.Vectors);
        var feature = report.Features.Single(candidate => candidate.Feature == "distance");
        Assert.Equal((skewed, 0L, 0L), ((int)feature.Mismatched, feature.Missing, feature.Extra));
        Assert.Equal(1 - (1 / KilometresPerMile), feature.WorstRelativeDifference!.Value, 12);
        Assert.All(report.Features, other => Assert.Equal(vectors, other.Compared));
    }

    private static string Asked(ServedVector vector) => vector.Values.Span[HistoryBench.SlotOf(TaxiServing.View, "request.asked")].ToString();

    private static void AssertEqual(List<ServedVector> served, IReadOnlyList<string> features, string path)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", features.Select(feature => $"\"{feature}\""))} FROM '{path}'";
        using var reader = command.ExecuteReader();
        int[] slots = [.. features.Select(feature => HistoryBench.SlotOf(TaxiServing.View, feature["zones.".Length..]))];
        foreach (var (index, vector) in served.Index())
        {
            Assert.True(reader.Read());
            for (var column = 0; column < slots.Length; column++)
            {
                var value = reader.Read(column, TaxiServing.View.Names.All[slots[column]].Type);
                if (value != vector.Values.Span[slots[column]])
                    Assert.Fail($"Row {index}, {features[column]}: served '{vector.Values.Span[slots[column]]}', history '{value}'.");
            }
        }

        Assert.False(reader.Read());
    }
}
