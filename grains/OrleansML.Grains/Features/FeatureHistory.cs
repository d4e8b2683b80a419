using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Data.History;
using OrleansML.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>This silo's part of the history of features: events as they arrived and vectors as models got them. Never waits.</summary>
internal sealed class FeatureHistory : IAsyncDisposable
{
    private readonly Lazy<HistoryWriter>? _writer;

    public FeatureHistory(
        IOptions<FeatureOptions> options, FeatureKeys keys, ILocalSiloDetails silo, TimeProvider time, ILogger<HistoryWriter> logger)
    {
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
            if (outcomes[index] is not FeatureEventOutcome.OtherRevision)
                _writer.Value.TryAdd(view, events[index].ToEvent(entity), ingestTime);
        }
    }

    /// <summary>Records a vector that a model got.</summary>
    public void Add(ServedVector served) => _writer?.Value.TryAdd(served);

    /// <summary>Completes when everything recorded before is in files.</summary>
    public Task FlushAsync(CancellationToken cancellationToken = default) =>
        _writer is { IsValueCreated: true } writer ? writer.Value.FlushAsync(cancellationToken) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_writer is { IsValueCreated: true } writer)
            await writer.Value.DisposeAsync();
    }

    private static string NameOf(ILocalSiloDetails silo)
    {
        var name = new string([.. silo.Name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '_').Take(80)]);
        return name.Length == 0 ? "silo" : name;
    }
}
