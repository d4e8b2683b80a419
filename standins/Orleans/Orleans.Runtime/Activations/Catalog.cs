using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Observability;

namespace Orleans.Runtime.Activations;

/// <summary>The activations of this silo.</summary>
internal sealed class Catalog : ILocalActivationStatusChecker
{
    private readonly ConcurrentDictionary<GrainId, ActivationData> _activations = new();
    private readonly ConcurrentDictionary<GrainId, StatelessWorkerContext> _workers = new();
    private readonly ILocalSiloDetails _silo;
    private readonly RuntimeInstruments _instruments;
    private volatile bool _isClosed;

    /// <summary>Initializes an empty catalog.</summary>
    public Catalog(ILocalSiloDetails silo, RuntimeInstruments instruments)
    {
        _silo = silo;
        _instruments = instruments;
        instruments.ObserveActivationCount(() => Count);
    }

    /// <summary>Gets the number of activations.</summary>
    public int Count => _activations.Count + _workers.Sum(pair => pair.Value.Workers.Length);

    /// <summary>Gets whether the silo is leaving and activates nothing any more.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Gets all activations.</summary>
    public IEnumerable<ActivationData> All
    {
        get
        {
            foreach (var pair in _activations)
            {
                yield return pair.Value;
            }

            foreach (var pair in _workers)
            {
                foreach (var worker in pair.Value.Workers)
                {
                    yield return worker;
                }
            }
        }
    }

    /// <inheritdoc/>
    public bool IsLocallyActivated(GrainId grainId) => _activations.ContainsKey(grainId) || _workers.ContainsKey(grainId);

    /// <summary>Finds the activation of a grain.</summary>
    public bool TryGet(GrainId grainId, [NotNullWhen(true)] out ActivationData? activation) => _activations.TryGetValue(grainId, out activation);

    /// <summary>Gives a request to the activation of its target, or to a worker; false where there is none.</summary>
    public bool TryDeliver(Message message)
    {
        if (_activations.TryGetValue(message.TargetGrain, out var activation))
        {
            activation.ReceiveMessage(message);
            return true;
        }

        if (!_workers.IsEmpty && !_isClosed && _workers.TryGetValue(message.TargetGrain, out var workers))
        {
            workers.ReceiveMessage(message);
            return true;
        }

        return false;
    }

    /// <summary>Gives a request to the activation of its target, which is created if there is none; false where the silo is leaving.</summary>
    public bool TryDeliverOrActivate(Message message, GrainTypeContext type)
    {
        if (TryDeliver(message))
        {
            return true;
        }

        if (_isClosed)
        {
            return false;
        }

        if (type.MaxLocalWorkers > 0)
        {
            _workers.GetOrAdd(
                message.TargetGrain,
                static (id, state) => new StatelessWorkerContext(state.type, id, state.silo),
                (type, silo: _silo.SiloAddress)).ReceiveMessage(message);
            return true;
        }

        var created = new ActivationData(type, new GrainAddress
        {
            GrainId = message.TargetGrain,
            ActivationId = ActivationId.NewId(),
            SiloAddress = _silo.SiloAddress,
        });
        var activation = _activations.GetOrAdd(message.TargetGrain, created);
        if (ReferenceEquals(activation, created))
        {
            OnCreated(created);
            activation.ReceiveMessage(message);
            activation.StartActivation(message.RequestContextData);
            if (_isClosed)
            {
                // Whoever closed the catalog may not have seen this activation.
                activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is shutting down."));
            }
        }
        else
        {
            activation.ReceiveMessage(message);
        }

        return true;
    }

    /// <summary>Activates a grain that comes from another silo; false where this silo cannot take it or has it already.</summary>
    public Task<bool> AcceptAsync(GrainTypeContext type, MigrationArrival arrival)
    {
        var created = new ActivationData(type, new GrainAddress
        {
            GrainId = arrival.Previous.GrainId,
            ActivationId = ActivationId.NewId(),
            SiloAddress = _silo.SiloAddress,
        });
        if (_isClosed || !_activations.TryAdd(created.GrainId, created))
        {
            return Task.FromResult(false);
        }

        OnCreated(created);
        return created.StartArrival(arrival);
    }

    /// <summary>Counts a new activation.</summary>
    public void OnCreated(ActivationData activation)
    {
        activation.Type.Count.Increment();
        _instruments.ActivationsCreated.Add(1);
    }

    /// <summary>Forgets an activation that has ended.</summary>
    public void Remove(ActivationData activation)
    {
        var removed = activation.Workers is null
            ? _activations.TryRemove(new(activation.GrainId, activation))
            : RemoveWorker(activation, activation.Workers);
        if (removed)
        {
            activation.Type.Count.Decrement();
            _instruments.ActivationsDestroyed.Add(1);
        }
    }

    /// <summary>Ends all activations and waits until they have ended; no others are created from then on.</summary>
    /// <param name="reason">Why they end.</param>
    /// <param name="cancellationToken">Cancelled when running requests are not waited for any longer.</param>
    public async Task DeactivateAllAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _isClosed = true;
        Interlocked.MemoryBarrier();
        var all = All.ToArray();
        if (cancellationToken.IsCancellationRequested)
        {
            // An abrupt stop: grains get no chance to clean up, as in a process that is killed.
            foreach (var activation in all)
            {
                activation.Terminate();
            }

            return;
        }

        try
        {
            // A request that was being delivered when the catalog was closed may have created one more.
            for (; all.Length > 0; all = [.. All])
            {
                await Task.WhenAll(all.Select(activation =>
                {
                    activation.Deactivate(reason, cancellationToken);
                    return activation.Deactivated;
                })).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            foreach (var activation in all)
            {
                activation.Abandon();
            }
        }
    }

    private static bool RemoveWorker(ActivationData activation, StatelessWorkerContext workers)
    {
        // The set itself stays: another thread may be about to give it a request.
        workers.Remove(activation);
        return true;
    }
}
