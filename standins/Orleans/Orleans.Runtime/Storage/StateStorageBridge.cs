using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.Observability;
using Orleans.Storage;

namespace Orleans.Core;

/// <summary>A stored object of an activation: keeps the object and its ETag, and asks the storage provider to read, write and clear it.</summary>
/// <typeparam name="TState">The type of the object.</typeparam>
public class StateStorageBridge<TState> : IStorage<TState>, IGrainMigrationParticipant
{
    private readonly string _name;
    private readonly IGrainContext _grainContext;
    private readonly IGrainStorage _store;
    private readonly StorageInstruments _instruments;
    private GrainState<TState> _grainState = new();

    /// <summary>Initializes the stored object; nothing is read yet.</summary>
    /// <param name="name">The name of the object.</param>
    /// <param name="grainContext">The activation.</param>
    /// <param name="store">The storage provider.</param>
    public StateStorageBridge(string name, IGrainContext grainContext, IGrainStorage store)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(grainContext);
        ArgumentNullException.ThrowIfNull(store);
        _name = name;
        _grainContext = grainContext;
        _store = store;
        _instruments = grainContext.ActivationServices.GetRequiredService<StorageInstruments>();
    }

    /// <inheritdoc/>
    public TState State
    {
        get => _grainState.State ??= Create();
        set => _grainState.State = value;
    }

    /// <inheritdoc/>
    public string? Etag
    {
        get => _grainState.ETag;
        set => _grainState.ETag = value;
    }

    /// <summary>Gets whether the object came along with the activation, so that it need not be read.</summary>
    internal bool IsRehydrated { get; private set; }

    /// <inheritdoc/>
    public bool RecordExists => _grainState.RecordExists;

    /// <inheritdoc/>
    public Task ReadStateAsync() => ReadAsync(CancellationToken.None);

    /// <inheritdoc/>
    Task IStorage.ReadStateAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public Task WriteStateAsync() => WriteAsync(CancellationToken.None);

    /// <inheritdoc/>
    Task IStorage.WriteStateAsync(CancellationToken cancellationToken) => WriteAsync(cancellationToken);

    /// <inheritdoc/>
    public Task ClearStateAsync() => ClearAsync(CancellationToken.None);

    /// <inheritdoc/>
    Task IStorage.ClearStateAsync(CancellationToken cancellationToken) => ClearAsync(cancellationToken);

    /// <inheritdoc/>
    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        ArgumentNullException.ThrowIfNull(dehydrationContext);
        dehydrationContext.TryAddValue($"state.{_name}", _grainState);
    }

    /// <inheritdoc/>
    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        ArgumentNullException.ThrowIfNull(rehydrationContext);
        if (rehydrationContext.TryGetValue<GrainState<TState>>($"state.{_name}", out var state) && state is not null)
        {
            _grainState = state;
            IsRehydrated = true;
        }
    }

    private static TState Create()
    {
        if (typeof(TState).IsValueType || typeof(TState) == typeof(string) || typeof(TState).IsArray || typeof(TState).IsAbstract)
        {
            return default!;
        }

        return typeof(TState).GetConstructor(Type.EmptyTypes) is null
            ? (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState))
            : Activator.CreateInstance<TState>();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await _store.ReadStateAsync(_name, _grainContext.GrainId, _grainState, cancellationToken);
        }
        catch (Exception)
        {
            _instruments.ReadErrors.Add(1, GetTags());
            throw;
        }

        _instruments.ReadLatency.Record(Stopwatch.GetElapsedTime(started).TotalMilliseconds, GetTags());
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        _grainState.State ??= Create();
        try
        {
            await _store.WriteStateAsync(_name, _grainContext.GrainId, _grainState, cancellationToken);
        }
        catch (Exception)
        {
            _instruments.WriteErrors.Add(1, GetTags());
            throw;
        }

        _instruments.WriteLatency.Record(Stopwatch.GetElapsedTime(started).TotalMilliseconds, GetTags());
    }

    private async Task ClearAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await _store.ClearStateAsync(_name, _grainContext.GrainId, _grainState, cancellationToken);
            _grainState.State = Create();
        }
        catch (Exception)
        {
            _instruments.ClearErrors.Add(1, GetTags());
            throw;
        }

        _instruments.ClearLatency.Record(Stopwatch.GetElapsedTime(started).TotalMilliseconds, GetTags());
    }

    private TagList GetTags() => new(
    [
        new("provider_type_name", _store.GetType().Name),
        new("state_name", _name),
        new("state_type", typeof(TState).Name),
    ]);
}
