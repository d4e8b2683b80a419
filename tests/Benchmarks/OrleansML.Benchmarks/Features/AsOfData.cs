using System.Globalization;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansML.Data.History;
using OrleansML.Learning.Features;

namespace OrleansML.Benchmarks.Features;

/// <summary>Three views of 2,000,000 events each over 100,000 cards and 30 days, and 10,000,000 rows to join with them.</summary>
internal sealed class AsOfData(string folder)
{
    private const int Views = 3;
    private const int Cards = 100_000;
    private const int EventsPerView = 2_000_000;
    private const int Rows = 10_000_000;
    private const int ReplayedRows = 1_000_000;
    private const long Span = 30L * 86_400_000_000;

    private static readonly FeatureTime Start = new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly FeatureView[] Definitions = [.. Enumerable.Range(0, Views).Select(Definition)];

    private readonly HistoryOptions _history = new() { Root = folder, Pii = PiiStorage.Plain };

    private string Spine => Path.Combine(folder, "spine.parquet");

    /// <summary>Writes the history through the writer, and the rows by SQL.</summary>
    public async Task<long> RecordAsync()
    {
        var options = new HistoryWriterOptions { Silo = "bench", Capacity = 1 << 20 };
        await using (var writer = new HistoryWriter(_history, options, TimeProvider.System, NullLogger<HistoryWriter>.Instance))
        {
            for (var index = 0L; index < EventsPerView; index++)
            {
                for (var view = 0; view < Views; view++)
                {
                    var time = Start + TimeSpan.FromMicroseconds(index * Span / EventsPerView);
                    var told = Event(Mix(index, view) % Cards, time, Mix(index, view + Views));
                    while (!writer.TryAdd(Definitions[view], told, time))
                        await Task.Delay(1);
                }
            }

            await writer.FlushAsync();
        }

        Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            COPY (
                SELECT (hash(range) % {Cards})::BIGINT AS card, make_timestamp({Start.Microseconds} + (range * ({Span} // {Rows}))::BIGINT) AS at, (range % 2)::INTEGER AS label
                FROM range({Rows}))
            TO '{Spine}' (FORMAT parquet, COMPRESSION zstd)
            """));
        return (long)EventsPerView * Views;
    }

    /// <summary>What somebody would write who needs no freshness, no protection against late corrections and no order of rows.</summary>
    public long JoinByHand()
    {
        var joins = Enumerable.Range(0, Views).Select(view =>
            $"ASOF LEFT JOIN read_parquet('{folder}/features/bench{view}/events/*/*.parquet') v{view} ON spine.card = v{view}.card AND spine.at >= v{view}._event_time");
        var columns = Enumerable.Range(0, Views).Select(view => $"v{view}.amount AS amount{view}, v{view}.score AS score{view}");
        Execute(
            $"""
            COPY (SELECT spine.*, {string.Join(", ", columns)} FROM read_parquet('{Spine}') spine {string.Join(' ', joins)})
            TO '{folder}/by-hand.parquet' (FORMAT parquet, COMPRESSION zstd)
            """);
        return Rows;
    }

    public async Task<long> BuildAsync()
    {
        var request = Request("set.parquet") with { Views = [.. Definitions.Select(view => new TrainingSetView { View = view, Features = ["amount", "score"] })] };
        return (await new TrainingSetBuilder(_history, new HistoryQueryOptions { SpillDirectory = folder }).BuildAsync(request)).Rows;
    }

    public async Task<long> ReplayAsync()
    {
        var few = Path.Combine(folder, "few.parquet");
        Execute($"COPY (SELECT * FROM read_parquet('{Spine}') WHERE file_row_number % {Rows / ReplayedRows} = 0) TO '{few}' (FORMAT parquet)");
        var request = Request("windows.parquet") with { Spine = few, Views = [new TrainingSetView { View = Definitions[0] }] };
        return (await new TrainingSetBuilder(_history, new HistoryQueryOptions { SpillDirectory = folder }).BuildAsync(request)).Rows + EventsPerView;
    }

    private static FeatureView Definition(int number) => FeatureViewReader.Read(
        $$"""
        name: bench{{number}}
        entity: { card: long }
        sources:
          events:
            kind: push
            mode: pushed
            fields:
              amount: { type: double, ttl: 10d, default: 0 }
              score: { type: float }
        windows:
          amount_1d: { field: amount, aggregate: sum, length: 1d }
        """);

    private static FeatureEvent Event(long card, FeatureTime time, long random) => new()
    {
        Entity = card.ToString(CultureInfo.InvariantCulture),
        Source = 0,
        EventTime = time,
        Fields = [new FeatureFieldValue(0, FeatureValue.Of(random % 100_000 / 100.0)), new FeatureFieldValue(1, FeatureValue.Of(random % 1000 / 1000f))],
    };

    // SplitMix64, for numbers that are the same in every run.
    private static long Mix(long index, int stream)
    {
        var mixed = (ulong)((index * 2 * Views) + stream + 1) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (long)((mixed ^ (mixed >> 31)) >> 1);
    }

    private TrainingSetRequest Request(string output) => new() { Spine = Spine, TimeColumn = "at", Output = Path.Combine(folder, output), Views = [] };

    private static void Execute(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
