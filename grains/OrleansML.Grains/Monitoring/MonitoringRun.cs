using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Data.History.Writing;
using OrleansML.Data.Monitoring;
using OrleansML.Grains.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Monitoring;

/// <summary>This run of the silo: the names of its files, and its counters, which are made when they are first asked for. Safe for concurrent use.</summary>
internal sealed partial class MonitoringRun : IDisposable
{
    private readonly Lazy<Task<EventCounters>> _counters;
    private readonly TimeProvider _time;
    private readonly ILogger<MonitoringRun> _logger;
    private volatile EventCounters? _made;
    private long _parts;

    public MonitoringRun(IOptions<FeatureOptions> features, ILocalSiloDetails silo, TimeProvider time, ILogger<MonitoringRun> logger)
    {
        (_time, _logger) = (time, logger);
        Root = features.Value.DataDirectory;
        Silo = FeatureHistory.NameOf(silo);
        Names = new HistoryFileNames(Silo, time.GetFeatureTime());
        _counters = new Lazy<Task<EventCounters>>(() => Task.Run(Create));
    }

    /// <summary>The silos' data directory.</summary>
    public string Root { get; }

    /// <summary>Name of the silo in names of files.</summary>
    public string Silo { get; }

    public HistoryFileNames Names { get; }

    /// <summary>What is counted so far.</summary>
    public ICollection<EventCounter> Counted => _made?.All ?? [];

    /// <summary>The counter of a version.</summary>
    public async ValueTask<EventCounter> CounterOfAsync(string model, int version) => (await _counters.Value).Of(model, version, _time.GetFeatureTime());

    /// <summary>The number of the next part of a window. A window knows parts by run and number, and so none ever comes again in a run.</summary>
    public long NextPart() => Interlocked.Increment(ref _parts);

    /// <summary>Gives the counters up; those of what is missing stay for the next silo.</summary>
    public void Dispose() => _made?.Dispose();

    private EventCounters Create()
    {
        try
        {
            return _made = EventCounters.Create(MonitoringFiles.CountersOf(Root), Names.Run);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotKept(exception.Message);
            return _made = EventCounters.Unkept();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What this silo loses of the prediction log cannot be told if it is killed: its counters cannot be kept. {Reason}")]
    private partial void LogNotKept(string reason);
}
