using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansML.Data.History;
using OrleansML.Data.History.Writing;
using OrleansML.Data.Monitoring;
using OrleansML.Learning.Features;

namespace OrleansML.DataTests.Monitoring;

/// <summary>A prediction log in a directory of its own, under a clock that stands still.</summary>
internal sealed class PredictionBench : IDisposable
{
    public static readonly DateTimeOffset Start = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly PredictionLayout Fare = new(
        "fare",
        [
            new LoggedColumn("distance", FeatureType.Double),
            new LoggedColumn("driver", FeatureType.String, FeaturePrivacy.Pii),
            new LoggedColumn("card", FeatureType.String, FeaturePrivacy.Secret),
            new LoggedColumn("amount", FeatureType.Float, IsOutput: true),
        ]);

    private readonly TemporaryDirectory _directory = new();
    private PredictionLogWriter? _writer;
    private EventCounters? _counters;

    public FakeTimeProvider Time { get; } = new(Start);

    public string Root => _directory.Path;

    public string Silo { get; set; } = "silo1";

    public HistoryWriterOptions Sizes => new() { Silo = Silo, MaximumAge = TimeSpan.FromSeconds(5), RowsPerFile = 4 };

    public PiiStorage Pii { get; init; } = PiiStorage.Hashed;

    public HistoryFileNames Names => field ??= new HistoryFileNames(Silo, Time.GetFeatureTime());

    public EventCounters Counters => _counters ??= EventCounters.Create(MonitoringFiles.CountersOf(Root), Names.Run);

    public EventCounter Counter => Counters.Of("fare", 1, Time.GetFeatureTime());

    public PredictionLogWriter Writer => _writer ??= NewWriter(Names);

    public PredictionLogWriter NewWriter(HistoryFileNames names) => new(
        new PredictionLogOptions { Root = Root, Pii = Pii, PiiKey = new Lazy<byte[]>(() => "0123456789abcdef"u8.ToArray()), Keep = TimeSpan.FromDays(10) },
        Sizes, names, Time, NullLogger.Instance);

    /// <summary>Takes a prediction of one or more rows of <see cref="Fare"/>: distance, driver, amount.</summary>
    public Guid Predict(params (double? Distance, string? Driver, float Amount)[] rows)
    {
        var id = Guid.CreateVersion7(Time.GetUtcNow());
        Counter.Take();
        Writer.Append(Rows(id, rows));
        return id;
    }

    public PredictionRows Rows(Guid id, params (double? Distance, string? Driver, float Amount)[] rows) => new()
    {
        Layout = Fare,
        Counter = Counter,
        Id = id,
        Time = Time.GetFeatureTime(),
        Rows = rows.Length,
        QueueMicroseconds = 7,
        ComputeMicroseconds = 8,
        FeatureMicroseconds = 9,
        Values = rows.SelectMany(static row => (FeatureValue[])
        [
            row.Distance is { } distance ? FeatureValue.Of(distance) : FeatureValue.Missing, FeatureValue.Of(row.Driver), FeatureValue.Of("4711"), FeatureValue.Of(row.Amount),
        ]).ToArray(),
    };

    public string[] Files(string pattern = "*.parquet") => Directory.Exists(MonitoringFiles.PredictionsOf(Root))
        ? [.. Directory.GetFiles(MonitoringFiles.PredictionsOf(Root), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
        : [];

    public void Dispose()
    {
        _writer?.Dispose();
        _counters?.Dispose();
        _directory.Dispose();
    }
}
