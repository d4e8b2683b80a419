using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using OrleansML.Client;

namespace OrleansML.ChaosTests.Load;

/// <summary>
/// Pushes and promotes without a pause, one change after the other, and repeats a change until it is acknowledged. Repeating is safe: a push
/// names its version and a promotion names the version it wants.
/// </summary>
internal sealed class RegistryWriter : IAsyncDisposable
{
    private const int PushEvery = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<WriteRecord> _records = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly ModelRegistryClient _registry;
    private readonly string[] _models;
    private readonly int _mostVersions;
    private readonly Stopwatch _clock;
    private readonly Task _writing;

    /// <summary>Starts writing.</summary>
    /// <param name="clock">Clock of the run.</param>
    /// <param name="registry">Where to.</param>
    /// <param name="models">Models that have versions 1 and 2, the first of them as champion; all but that of the predictions get more.</param>
    /// <param name="mostVersions">Versions that a model gets at most; after that they are pushed again, which changes nothing.</param>
    public RegistryWriter(Stopwatch clock, ModelRegistryClient registry, string[] models, int mostVersions)
    {
        _clock = clock;
        _registry = registry;
        _models = models;
        _mostVersions = mostVersions;
        _writing = WriteAsync();
    }

    public WriteRecord[] Records => [.. _records];

    /// <summary>Begins no further change, and gives up the one under way where it is not acknowledged in time.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _writing;
    }

    /// <summary>What is missing or broken in the registries after <see cref="StopAsync"/>; empty where every acknowledged change is there.</summary>
    public async Task<string[]> FindFaultsAsync()
    {
        var faults = new List<string>();
        foreach (var model in _models)
        {
            var history = await _registry.GetHistoryAsync(model);
            var snapshot = await _registry.GetAsync(model);
            if (HistoryChain.FindFault(model, history) is { } fault)
                faults.Add(fault);
            faults.AddRange(_records
                .Where(record => record.Model == model && record.Acknowledged is not null)
                .Where(record => !record.IsIn(history) || snapshot.Find(record.Version) is null)
                .Select(record => $"Acknowledged and gone: {record}"));
        }

        return [.. faults];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task WriteAsync()
    {
        var versions = _models.ToDictionary(model => model, _ => 2);
        var champions = _models.ToDictionary(model => model, _ => 1);
        for (var number = 0; !_stopping.IsCancellationRequested; number++)
        {
            var model = _models[number / PushEvery % _models.Length];
            if (number % PushEvery == 0 && model != ChaosRun.Model)
            {
                versions[model] = versions[model] == _mostVersions ? 1 : versions[model] + 1;
                await RepeatAsync(model, versions[model], reason: null);
            }
            else
            {
                // Promoting the champion would change nothing and leave no trace to look for.
                champions[model] = champions[model] == 1 ? 2 : 1;
                await RepeatAsync(model, champions[model], string.Create(CultureInfo.InvariantCulture, $"change {number}"));
            }

            await Task.Delay(Pause);
        }
    }

    private async Task RepeatAsync(string model, int version, string? reason)
    {
        var sent = _clock.Elapsed;
        TimeSpan? acknowledged = null;
        var failures = 0;
        string? lastFailure = null;
        do
        {
            using var deadline = new CancellationTokenSource(LongestAttempt);
            try
            {
                await (reason is null
                    ? (Task)_registry.PushAsync(model, new MemoryStream(LinearModel.ToOnnx(version)), new PushOptions { Version = version }, deadline.Token)
                    : _registry.PromoteAsync(model, version, reason, deadline.Token)).WaitAsync(deadline.Token);
                acknowledged = _clock.Elapsed;
            }
            catch (Exception exception)
            {
                failures++;
                lastFailure = $"{exception.GetType().Name}: {exception.Message}";
                await Task.Delay(Pause);
            }
        }
        while (acknowledged is null && !_stopping.IsCancellationRequested);

        _records.Enqueue(new WriteRecord(model, version, reason, sent, acknowledged, failures, lastFailure));
    }
}
