using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Inference.Onnx;
using OrleansML.Inference.Packages;
using OrleansML.Models;

namespace OrleansML.Inference;

/// <summary>
/// The loaded models of a silo and the threads that run them. It outlives the grains that front it, so a grain that comes back finds its
/// model warm. Loading happens once however many ask, on a thread of its own; when memory runs short, idle models give way, longest unused
/// first. Safe to call from several threads; nothing here blocks a caller.
/// </summary>
public sealed partial class ModelHost : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ModelId, Entry> _models = [];
    private readonly SemaphoreSlim _loading = new(1);
    private readonly InferenceOptions _options;
    private readonly DevicePool _devices;
    private readonly ServingMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<ModelHost> _logger;
    private bool _disposed;

    /// <summary>Starts the device threads.</summary>
    /// <param name="options">Limits; validated elsewhere.</param>
    /// <param name="time">Clock of queues and deadlines.</param>
    /// <param name="logger">Told of loads and unloads.</param>
    /// <param name="metrics">Where requests are measured; null for one of its own. Disposed with this host.</param>
    public ModelHost(IOptions<InferenceOptions> options, TimeProvider time, ILogger<ModelHost> logger, ServingMetrics? metrics = null)
    {
        _metrics = metrics ?? new ServingMetrics();
        _options = options.Value;
        _time = time;
        _logger = logger;
        MemoryBudgetBytes = _options.MemoryBudgetBytes > 0
            ? _options.MemoryBudgetBytes
            : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 5 * 4;
        _devices = new DevicePool(_options.DeviceThreads > 0 ? _options.DeviceThreads : Environment.ProcessorCount, time);
    }

    /// <summary>Memory that loaded models may take together, in bytes.</summary>
    public long MemoryBudgetBytes { get; }

    /// <summary>Answers a request, loading the model first when it is not in memory.</summary>
    /// <param name="source">The version and where to load it from.</param>
    /// <param name="request">Inputs, wanted outputs and time limit.</param>
    /// <param name="cancellationToken">Takes the request out of the queue; a load goes on.</param>
    /// <param name="observer">Told what became of the request before the caller is; null for nobody.</param>
    /// <exception cref="OrleansMLException">See <see cref="IModelGrain.Predict"/>.</exception>
    public ValueTask<PredictReply> PredictAsync(
        ModelSource source, PredictRequest request, CancellationToken cancellationToken = default, IPredictionObserver? observer = null) =>
        PredictAsync(source, request, _time.GetTimestamp(), cancellationToken, observer);

    /// <summary>Loads a model when it is not in memory.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.OverMemoryBudget"/>, <see cref="ErrorCode.InvalidModel"/>.</exception>
    public Task WarmAsync(ModelSource source, CancellationToken cancellationToken = default) => GetAsync(source).WaitAsync(cancellationToken);

    /// <summary>How a version stands on this silo; null when it is not in memory.</summary>
    public HostedModelStatus? GetStatus(ModelId id)
    {
        lock (_lock)
        {
            if (!_models.TryGetValue(id, out var entry) || entry.Loaded is not { } model)
                return null;

            return StatusOf(model);
        }
    }

    /// <summary>Threads that compute.</summary>
    public int DeviceThreads => _devices.Threads;

    /// <summary>Every version in memory, by name and version.</summary>
    public KeyValuePair<ModelId, HostedModelStatus>[] GetModels()
    {
        lock (_lock)
        {
            return
            [
                .. LoadedUnderLock()
                    .OrderBy(model => model.Source.Id.Model, StringComparer.Ordinal).ThenBy(model => model.Source.Id.Version)
                    .Select(model => KeyValuePair.Create(model.Source.Id, StatusOf(model))),
            ];
        }
    }

    /// <summary>Fails waiting requests, lets running ones finish, and frees every model.</summary>
    public void Dispose()
    {
        LoadedModel[] loaded;
        lock (_lock)
        {
            if (_disposed)
                return;

            _disposed = true;
            loaded = LoadedUnderLock();
            _models.Clear();
        }

        var reason = new OrleansMLException(ErrorCode.Unavailable, "The silo is stopping; repeat the request.");
        foreach (var model in loaded)
            model.Queue.Close(reason);
        _devices.Dispose();
        foreach (var model in loaded)
            model.Dispose();
        _metrics.Dispose();
    }

    /// <summary>Answers a request that came to the silo before it came here.</summary>
    /// <param name="source">The version and where to load it from.</param>
    /// <param name="request">Inputs, wanted outputs and time limit.</param>
    /// <param name="arrived">Timestamp of its arrival, from which it is measured.</param>
    /// <param name="cancellationToken">As in the public method.</param>
    /// <param name="observer">As in the public method.</param>
    internal async ValueTask<PredictReply> PredictAsync(
        ModelSource source, PredictRequest request, long arrived, CancellationToken cancellationToken, IPredictionObserver? observer = null)
    {
        try
        {
            while (true)
            {
                // The caller is often a grain; its scheduler is not needed between the device and the reply.
                var model = await GetAsync(source).WaitAsync(cancellationToken).ConfigureAwait(false);
                if (model.TryPredict(request, cancellationToken) is { } pending)
                {
                    var reply = await pending.ConfigureAwait(false);
                    model.Metrics.Answered(_time.GetElapsedTime(arrived), reply.QueueMicroseconds);
                    observer?.Answered(request, reply);
                    return reply;
                }

                // The model gave way between look-up and queueing; the next look-up loads it again.
            }
        }
        catch (Exception exception)
        {
            CountFailed(source, exception, arrived);
            if (exception is OrleansMLException { Code: var code })
                observer?.Failed(code);
            throw;
        }
    }

    /// <summary>Counts a request that failed before it came here.</summary>
    internal void CountFailed(ModelSource source, Exception exception, long arrived) =>
        _metrics.Of(source).Failed(exception, _time.GetElapsedTime(arrived));

    /// <summary>Measures how long the features of a request took.</summary>
    internal void CountFeatures(ModelSource source, TimeSpan elapsed) => _metrics.Of(source).FeaturesRead(elapsed);

    private Task<LoadedModel> GetAsync(ModelSource source)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_models.TryGetValue(source.Id, out var known) && !known.Loading.IsFaulted)
                return known.Loading;

            var entry = new Entry();
            _models[source.Id] = entry;
            entry.Loading = LoadAsync(source, entry);
            return entry.Loading;
        }
    }

    private async Task<LoadedModel> LoadAsync(ModelSource source, Entry entry)
    {
        // One load at a time: two at once would need the memory of both files and double the peak.
        await _loading.WaitAsync();
        try
        {
            MakeRoom(source);
            await using var package = await source.OpenPackage();
            var model = await Task.Factory.StartNew(
                () => Load(source, package), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            lock (_lock)
            {
                entry.Loaded = model;
                if (!_disposed)
                    return model;
            }

            model.Dispose();
            throw new ObjectDisposedException(nameof(ModelHost));
        }
        finally
        {
            _loading.Release();
        }
    }

    private static HostedModelStatus StatusOf(LoadedModel model) =>
        new(model.Queue.Waiting, model.Queue.Answered, model.Queue.Failed, model.Queue.Batches, model.Bytes);

    private LoadedModel[] LoadedUnderLock() => [.. _models.Values.Select(entry => entry.Loaded).OfType<LoadedModel>()];

    private LoadedModel Load(ModelSource source, Stream package)
    {
        var started = _time.GetTimestamp();
        var session = OnnxModelSession.Load(ModelPackage.ReadModel(package), _options.ThreadsPerRun);
        LogLoaded(_logger, source.Id.Model, source.Id.Version, source.Description.EstimatedBytes, _time.GetElapsedTime(started).TotalMilliseconds);
        return new LoadedModel(source, session, _options, _devices, _time, _metrics.Of(source));
    }

    private void MakeRoom(ModelSource source)
    {
        MemoryBudget.RequireFits(source.Id, source.Description.EstimatedBytes, MemoryBudgetBytes);
        while (true)
        {
            LoadedModel idle;
            lock (_lock)
            {
                var loaded = LoadedUnderLock();
                var used = loaded.Sum(model => model.Bytes);
                if (used + source.Description.EstimatedBytes <= MemoryBudgetBytes)
                    return;

                idle = loaded.OrderBy(model => model.LastUsed).FirstOrDefault(model => model.Queue.TryCloseIdle())
                    ?? throw MemoryBudget.AllBusy(source.Id, source.Description.EstimatedBytes, used, MemoryBudgetBytes);
                _models.Remove(idle.Source.Id);
            }

            idle.Dispose();
            LogUnloaded(_logger, idle.Source.Id.Model, idle.Source.Id.Version, source.Id.Model, source.Id.Version);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Loaded model {Model} version {Version}, about {Bytes} bytes, in {Milliseconds:F1} ms.")]
    private static partial void LogLoaded(ILogger logger, string model, int version, long bytes, double milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Unloaded idle model {Model} version {Version} to make room for {ForModel} version {ForVersion}.")]
    private static partial void LogUnloaded(ILogger logger, string model, int version, string forModel, int forVersion);

    private sealed class Entry
    {
        public Task<LoadedModel> Loading { get; set; } = null!;

        public LoadedModel? Loaded { get; set; }
    }
}
