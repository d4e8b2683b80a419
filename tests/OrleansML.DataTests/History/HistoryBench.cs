using System.Globalization;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansML.Data.History;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.History;

/// <summary>A history in a directory of its own, under a clock that stands still.</summary>
internal sealed class HistoryBench : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();
    private HistoryWriter? _writer;

    public HistoryBench(PiiStorage pii = PiiStorage.Plain, string? root = null)
    {
        Options = new HistoryOptions { Root = root ?? _directory.Path, Pii = pii, PiiKey = "0123456789abcdef"u8.ToArray() };
    }

    public HistoryOptions Options { get; }

    public HistoryWriterOptions WriterOptions { get; set; } = new() { Silo = "silo1" };

    public FakeTimeProvider Time { get; } = new(Start);

    public TemporaryDirectory Directory => _directory;

    public HistoryWriter Writer => _writer ??= new HistoryWriter(Options, WriterOptions, Time, NullLogger<HistoryWriter>.Instance);

    public static FeatureTime At(double seconds) => (FeatureTime)Start + TimeSpan.FromSeconds(seconds);

    public static FeatureView View(string yaml) => FeatureViewReader.Read(yaml);

    /// <summary>An event of the first source.</summary>
    public static FeatureEvent Event(
        FeatureView view, string entity, double? eventTime, (string Field, FeatureValue Value)[] fields, double? created = null, string? id = null) => new()
    {
        Entity = entity,
        Source = 0,
        EventTime = eventTime is { } seconds ? At(seconds) : null,
        CreatedTime = created is { } written ? At(written) : null,
        Id = id,
        Fields = [.. fields.Select(field => new FeatureFieldValue(SlotOf(view, field.Field), field.Value))],
    };

    public static int SlotOf(FeatureView view, string name) =>
        view.Names.TryGetSlot(name, out var slot) ? slot : throw new ArgumentException($"No feature '{name}'.", nameof(name));

    public void Ingest(FeatureView view, double ingest, FeatureEvent ingested) => Assert.True(Writer.TryAdd(view, ingested, At(ingest)));

    public void Ingest(
        FeatureView view, string entity, double eventTime, double ingest, string field, FeatureValue value, double? created = null, string? id = null) =>
        Ingest(view, ingest, Event(view, entity, eventTime, [(field, value)], created, id));

    /// <summary>Writes a spine of entities and seconds after <see cref="Start"/>, with a row number as its label.</summary>
    public string Spine(string key, params (string Entity, double Seconds)[] rows) => File(
        "spine.csv",
        [$"{key},at,label", .. rows.Select((row, index) => FormattableString.Invariant($"{row.Entity},{At(row.Seconds)},{index}"))]);

    public string File(string name, params string[] lines)
    {
        var path = _directory.File(name);
        System.IO.File.WriteAllLines(path, lines);
        return path;
    }

    /// <summary>Builds a set and reads the wanted columns of each row, joined by <c>|</c>, null as <c>-</c>.</summary>
    public async Task<List<string>> BuildAsync(TrainingSetRequest request, string columns)
    {
        await Writer.FlushAsync();
        Result = await new TrainingSetBuilder(Options, new HistoryQueryOptions()).BuildAsync(request);
        return Rows($"SELECT {columns} FROM '{request.Output}'");
    }

    public TrainingSetResult? Result { get; private set; }

    public TrainingSetRequest Request(string spine, params TrainingSetView[] views) => new()
    {
        Spine = spine,
        TimeColumn = "at",
        Output = _directory.File("set.parquet"),
        Views = views,
    };

    public static List<string> Rows(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(ordinal =>
                reader.IsDBNull(ordinal) ? "-" : Convert.ToString(reader.GetValue(ordinal), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    public string[] Files(string pattern) =>
        System.IO.Directory.Exists(Path.Combine(Options.Root, "features"))
            ? [.. System.IO.Directory.GetFiles(Path.Combine(Options.Root, "features"), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Ends the writer, as a crash or a stop would; the next use starts another.</summary>
    public async Task StopWriterAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync();
        _writer = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopWriterAsync();
        _directory.Dispose();
    }
}
