using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using OrleansML.Learning.Mlp;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Features;

/// <summary>A month of real taxi trips is played through a running platform while a model reads: what it was served is what a training set gives.</summary>
public sealed class FeatureSkewTests
{
    private const int Zone = 161;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(120);

    [SharedDataFact]
    public async Task Skew_TaxiTripsPlayedWhileAModelReads_NamesOnlyTheFeatureThatWasChanged()
    {
        using var directory = new TemporaryDirectory();
        await using var platform = await StartAsync(directory);
        await PrepareAsync(platform, directory);
        await RequireAsync(platform.RunAsync("feature", "feed", "trips", "taxi", "--start", "--speed", "300000", "--at-play-time"));
        var served = 0;
        JsonElement feed = default;
        await Eventually.HoldsAsync(
            async () =>
            {
                // Zones that trips begin in most often, and one where none does.
                await RequireAsync(platform.RunAsync(
                    "predict", "fare", "--entity", "161", "--entity", "237", "--entity", "236", "--entity", "162", "--entity", "1000"));
                served += 5;
                feed = (await platform.RunAsync("feature", "feed", "trips", "taxi", "--json")).Json;
                return feed.GetProperty("phase").GetString() == "Completed";
            },
            "the trips are played",
            Long);
        await platform.SignalAsync("TERM");
        await platform.WaitForExitAsync(Long);
        await using var again = await StartAsync(directory);

        var honest = await again.RunAsync("feature", "skew", "trips", "--data", directory.File("data"), "--json");
        var set = await TrainingSetAsync(again, directory);
        Spoil(directory.File("data"));
        var spoilt = await again.RunAsync("feature", "skew", "trips", "--data", directory.File("data"), "--json");

        Assert.Equal(10_000, feed.GetProperty("accepted").GetInt32() + feed.GetProperty("rejected").GetInt32());
        Assert.True(honest.ExitCode == 0, honest.Output + honest.Error);
        Assert.Equal(served, honest.Json.GetProperty("vectors").GetInt32());
        Assert.All(honest.Json.GetProperty("features").EnumerateArray(), feature => Assert.Equal(
            feature.GetProperty("compared").GetInt32(), feature.GetProperty("equal").GetInt32()));
        Assert.True(set > 0, $"Zone {Zone} has no trips at the end.");
        Assert.Equal(1, spoilt.ExitCode);
        using var report = JsonDocument.Parse(spoilt.Output);
        Assert.Equal(["trip_distance"], report.RootElement.GetProperty("features").EnumerateArray()
            .Where(feature => feature.GetProperty("isSkewed").GetBoolean()).Select(feature => feature.GetProperty("feature").GetString()));
    }

    private static Task<PlatformProcess> StartAsync(TemporaryDirectory directory) => PlatformProcess.StartAsync(directory.File("data"));

    private static async Task PrepareAsync(PlatformProcess platform, TemporaryDirectory directory)
    {
        await File.WriteAllTextAsync(directory.File("view.yaml"), $$"""
            name: trips
            entity: { pickup_location_id: int }
            sources:
              taxi:
                kind: files
                mode: pushed
                path: {{SharedData.PathOf("nyc-taxi", "yellow_tripdata_sample_2018-01.csv.gz")}}
                format: csv
                event_time: pickup_datetime
                fields:
                  fare_amount: { type: double, default: 0 }
                  trip_distance: { type: double, default: 0 }
            windows:
              trips_1m: { field: fare_amount, aggregate: count, length: 1m, hop: 1s }
              fares_5s: { field: fare_amount, aggregate: sum, length: 5s, hop: 1s }
              spread_1m: { field: fare_amount, aggregate: std, length: 1m, hop: 5s }
            durability: { mode: write_behind, bound: 1s }
            """);
        await File.WriteAllTextAsync(directory.File("manifest.yaml"), """
            features: { views: [trips], timeout: 1m }
            preprocessing:
              features:
                type: float
                columns:
                  - { column: fare_amount, steps: [{ cast: { to: double } }] }
                  - { column: trip_distance, steps: [{ cast: { to: double } }] }
                  - { column: trips_1m, steps: [{ cast: { to: double } }] }
                  - { column: fares_5s, steps: [{ cast: { to: double } }, { impute: { value: 0 } }] }
                  - { column: spread_1m, steps: [{ cast: { to: double } }, { impute: { value: 0 } }] }
            """);
        await File.WriteAllBytesAsync(directory.File("model.onnx"), MlpModel.Random([5, 4, 1], seed: 1).ToOnnx());
        await RequireAsync(platform.RunAsync("feature", "apply", "-f", directory.File("view.yaml")));
        await RequireAsync(platform.RunAsync("model", "push", directory.File("model.onnx"), "--name", "fare", "--manifest", directory.File("manifest.yaml")));
    }

    /// <summary>Fares within the last minute of the zone, as a training set of this moment has them.</summary>
    private static async Task<long> TrainingSetAsync(PlatformProcess platform, TemporaryDirectory directory)
    {
        var last = Query($"select max(_ingest_time) from read_parquet('{directory.File("data")}/features/trips/events/*/*.parquet') where pickup_location_id = {Zone}");
        await File.WriteAllTextAsync(
            directory.File("spine.csv"),
            string.Create(CultureInfo.InvariantCulture, $"pickup_location_id,at,label\n{Zone},{Convert.ToDateTime(last, CultureInfo.InvariantCulture):yyyy-MM-ddTHH:mm:ss.ffffff}Z,7\n"));
        await RequireAsync(platform.RunAsync(
            "feature", "training-set", "--spine", directory.File("spine.csv"), "--time", "at", "--view", "trips:trips_1m", "--output", directory.File("set.parquet"),
            "--data", directory.File("data")));
        return Convert.ToInt64(Query($"select \"trips.trips_1m\" from read_parquet('{directory.File("set.parquet")}') where label = 7"), CultureInfo.InvariantCulture);
    }

    // As if a source had delivered kilometres for a while.
    private static void Spoil(string data)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(data, "features", "trips", "events"), "*.parquet", SearchOption.AllDirectories))
        {
            Query($"copy (select * replace (trip_distance * 1.609344 as trip_distance) from read_parquet('{file}')) to '{file}.spoilt' (format parquet)");
            File.Move($"{file}.spoilt", file, overwrite: true);
        }
    }

    private static object? Query(string sql)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static async Task RequireAsync(Task<CommandResult> command)
    {
        var result = await command;
        Assert.True(result.ExitCode == 0, result.Error);
    }
}
