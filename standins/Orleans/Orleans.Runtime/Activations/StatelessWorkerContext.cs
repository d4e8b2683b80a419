using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Activations;

/// <summary>
/// The workers of a stateless worker grain in this silo: a request goes to an idle worker, else to a new one, else to the one with
/// the shortest queue.
/// </summary>
internal sealed class StatelessWorkerContext(GrainTypeContext type, GrainId grainId, SiloAddress silo)
{
    private readonly List<ActivationData> _workers = [];

    /// <summary>Gets the identity of the grain.</summary>
    public GrainId GrainId => grainId;

    /// <summary>Gets the workers.</summary>
    public ActivationData[] Workers
    {
        get
        {
            lock (_workers)
            {
                return [.. _workers];
            }
        }
    }

    /// <summary>Gives a request to a worker.</summary>
    public void ReceiveMessage(Message message)
    {
        ActivationData worker;
        lock (_workers)
        {
            worker = message.Direction == MessageDirection.Cancellation ? null! : Choose(message);
        }

        if (worker is not null)
        {
            worker.ReceiveMessage(message);
            return;
        }

        // Which worker runs the request is not known: those that do not have it ignore the cancellation.
        foreach (var candidate in Workers)
        {
            candidate.ReceiveMessage(message);
        }
    }

    /// <summary>Removes a worker that has ended; true if it was the last.</summary>
    public bool Remove(ActivationData worker)
    {
        lock (_workers)
        {
            _workers.Remove(worker);
            return _workers.Count == 0;
        }
    }

    private ActivationData Choose(Message message)
    {
        ActivationData? best = null;
        foreach (var worker in _workers)
        {
            if (worker.State > ActivationState.Valid)
            {
                continue;
            }

            if (worker.Load == 0)
            {
                return worker;
            }

            if (best is null || worker.Load < best.Load)
            {
                best = worker;
            }
        }

        if (best is not null && _workers.Count >= type.MaxLocalWorkers)
        {
            return best;
        }

        var address = new GrainAddress { GrainId = grainId, ActivationId = ActivationId.NewId(), SiloAddress = silo };
        var added = new ActivationData(type, address) { Workers = this };
        _workers.Add(added);
        type.Silo.Catalog.OnCreated(added);
        added.StartActivation(message.RequestContextData);
        return added;
    }
}
