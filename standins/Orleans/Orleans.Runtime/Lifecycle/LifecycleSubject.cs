using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Orleans;

/// <summary>
/// Runs observers stage by stage: upwards at the start, downwards at the stop. Observers of one stage run in parallel.
/// </summary>
public abstract class LifecycleSubject : ILifecycleSubject
{
    /// <summary>The logger of this lifecycle.</summary>
    protected readonly ILogger Logger;
    private readonly List<OrderedObserver> _observers = [];
    private int? _highestStarted;

    /// <summary>Initializes the lifecycle.</summary>
    /// <param name="logger">The logger.</param>
    protected LifecycleSubject(ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(logger);
        Logger = logger;
    }

    /// <inheritdoc/>
    public virtual async Task OnStart(CancellationToken cancellationToken = default)
    {
        if (_highestStarted.HasValue)
        {
            throw new InvalidOperationException("The lifecycle has been started already.");
        }

        foreach (var stage in Stages().OrderBy(group => group.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _highestStarted = stage.Key;
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(stage.Select(observer => StartAsync(observer, cancellationToken))).ConfigureAwait(false);
            PerfMeasureOnStart(stage.Key, Stopwatch.GetElapsedTime(started));
            OnStartStageCompleted(stage.Key);
        }
    }

    /// <inheritdoc/>
    public virtual async Task OnStop(CancellationToken cancellationToken = default)
    {
        if (_highestStarted is not { } highest)
        {
            return;
        }

        foreach (var stage in Stages().Where(group => group.Key <= highest).OrderByDescending(group => group.Key))
        {
            _highestStarted = stage.Key;
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(stage.Select(observer => StopAsync(observer, cancellationToken))).ConfigureAwait(false);
            PerfMeasureOnStop(stage.Key, Stopwatch.GetElapsedTime(started));
            OnStopStageCompleted(stage.Key);
        }

        _highestStarted = null;
    }

    /// <inheritdoc/>
    public virtual IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (_highestStarted >= stage)
        {
            throw new InvalidOperationException($"{observerName} cannot join the stage {GetStageName(stage)}: the lifecycle is already past it.");
        }

        var ordered = new OrderedObserver(this, observerName, stage, observer);
        lock (_observers)
        {
            _observers.Add(ordered);
        }

        return ordered;
    }

    /// <summary>Reads the names of stages from the constants of a type.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The names by stage.</returns>
    protected static ImmutableDictionary<int, string> GetStageNames(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var names = ImmutableDictionary.CreateBuilder<int, string>();
        foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public).Where(field => field.FieldType == typeof(int)))
        {
            var stage = (int)field.GetValue(null)!;
            names[stage] = $"{field.Name} ({stage})";
        }

        return names.ToImmutable();
    }

    /// <summary>Gets the name of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>The name.</returns>
    protected virtual string GetStageName(int stage) => stage.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Stops one observer.</summary>
    /// <param name="observer">The observer.</param>
    /// <param name="cancellationToken">Cancelled when the stop is no longer graceful.</param>
    /// <returns>The end of the observer's work.</returns>
    protected virtual Task CallObserverStopAsync(ILifecycleObserver observer, CancellationToken cancellationToken) => observer.OnStop(cancellationToken);

    /// <summary>Called when a stage has started.</summary>
    /// <param name="stage">The stage.</param>
    protected virtual void OnStartStageCompleted(int stage)
    {
    }

    /// <summary>Called when a stage has stopped.</summary>
    /// <param name="stage">The stage.</param>
    protected virtual void OnStopStageCompleted(int stage)
    {
    }

    /// <summary>Called with the time that the start of a stage took.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="elapsed">The time.</param>
    protected virtual void PerfMeasureOnStart(int stage, TimeSpan elapsed) => LifecycleLog.StageStarted(Logger, GetStageName(stage), elapsed);

    /// <summary>Called with the time that the stop of a stage took.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="elapsed">The time.</param>
    protected virtual void PerfMeasureOnStop(int stage, TimeSpan elapsed) => LifecycleLog.StageStopped(Logger, GetStageName(stage), elapsed);

    private IEnumerable<IGrouping<int, OrderedObserver>> Stages()
    {
        lock (_observers)
        {
            return [.. _observers.GroupBy(observer => observer.Stage)];
        }
    }

    private async Task StartAsync(OrderedObserver observer, CancellationToken cancellationToken)
    {
        try
        {
            await observer.Observer.OnStart(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LifecycleLog.StartFailed(Logger, exception, observer.Name, GetStageName(observer.Stage));
            throw;
        }
    }

    private async Task StopAsync(OrderedObserver observer, CancellationToken cancellationToken)
    {
        try
        {
            await CallObserverStopAsync(observer.Observer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // One part that fails to stop must not keep the others from stopping.
            LifecycleLog.StopFailed(Logger, exception, observer.Name, GetStageName(observer.Stage));
        }
    }

    private sealed class OrderedObserver(LifecycleSubject subject, string name, int stage, ILifecycleObserver observer) : IDisposable
    {
        public string Name => name;

        public int Stage => stage;

        public ILifecycleObserver Observer => observer;

        public void Dispose()
        {
            lock (subject._observers)
            {
                subject._observers.Remove(this);
            }
        }
    }
}
