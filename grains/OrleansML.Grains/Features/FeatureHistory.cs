using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Data.History;
using OrleansML.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>This silo's part of the history of features: events as they arrived and vectors as models got them. Never waits.</summary>
internal sealed partial class FeatureHistory : IAsyncDisposable
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMinutes(1);

    private readonly Lazy<HistoryWriter>? _writer;
    private readonly TimeProvider _time;
    private readonly ILogger<HistoryWriter> _logger;
    private long _reportedAt;

    public FeatureHistory(
        IOptions<FeatureOptions> options, FeatureKeys keys, ILocalSiloDetails silo, TimeProvider time, ILogger<HistoryWriter> logger)
    {
        _time = time;
        _logger = logger;
        if (!options.Value.History)
            return;

        // Most silos have no views, and then neither need the folder nor the thread.
        _writer = new Lazy<HistoryWriter>(() => new HistoryWriter(
            OptionsOf(options.Value, keys),
            new HistoryWriterOptions { Silo = NameOf(silo), MaximumAge = options.Value.HistoryBound },
            time,
            logger));
    }

    /// <summary>Whether anything is recorded.</summary>
    public bool IsOn => _writer is not null;

    /// <summary>What became of what was recorded; null before anything was.</summary>
    public HistoryWriterStatistics? Statistics => _writer is { IsValueCreated: true } writer ? writer.Value.Statistics : null;

    /// <summary>Where the history of a cluster lies, and how personal values stand in it.</summary>
    public static HistoryOptions OptionsOf(FeatureOptions options, FeatureKeys keys) => new()
    {
        Root = options.DataDirectory,
        Pii = options.PlainPersonalHistory ? PiiStorage.Plain : PiiStorage.Hashed,
        PiiKey = keys.HistoryKey,
    };

    /// <summary>Records events that were taken in.</summary>
    public void Add(FeatureView view, string entity, FeatureEventData[] events, FeatureEventOutcome[] outcomes, FeatureTime ingestTime)
    {
        if (_writer is null)
            return;

        // A repeated delivery, or one that was too late, is recorded too: a replay must come to the same decision.
        for (var index = 0; index < events.Length; index++)
        {
            if (outcomes[index] is not FeatureEventOutcome.OtherRevision && !_writer.Value.TryAdd(view, events[index].ToEvent(entity), ingestTime))
                ReportDrop(_writer.Value);
        }
    }

    /// <summary>Records a vector that a model got.</summary>
    public void Add(ServedVector served)
    {
        if (_writer is not null && !_writer.Value.TryAdd(served))
            ReportDrop(_writer.Value);
    }

    /// <summary>Completes when everything recorded before is in files.</summary>
    public Task FlushAsync(CancellationToken cancellationToken = default) =>
        _writer is { IsValueCreated: true } writer ? writer.Value.FlushAsync(cancellationToken) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_writer is { IsValueCreated: true } writer)
            await writer.Value.DisposeAsync();
    }

    // A full buffer drops thousands; one line a minute tells of them.
    private void ReportDrop(HistoryWriter writer)
    {
        var reportedAt = Volatile.Read(ref _reportedAt);
        var now = _time.GetTimestamp();
        if (reportedAt != 0 && _time.GetElapsedTime(reportedAt, now) < BetweenReports)
            return;
        if (Interlocked.CompareExchange(ref _reportedAt, now, reportedAt) == reportedAt)
            LogDropped(_logger, writer.Statistics.Dropped);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The history of features cannot be written as fast as it comes; {Count} rows were dropped since the silo started.")]
    private static partial void LogDropped(ILogger logger, long count);

    /// <summary>Name of a silo in names of files.</summary>
    internal static string NameOf(ILocalSiloDetails silo)
    {
        var name = new string([.. silo.Name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '_').Take(80)]);
        return name.Length == 0 ? "silo" : name;
    }
}
