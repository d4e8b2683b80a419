using System.Collections.Concurrent;
using OrleansML.Training.Workers;

namespace OrleansML.Grains.Training;

/// <summary>The training workers of this silo, which hand parts to each other in memory, without a call between grains.</summary>
internal sealed class TrainingNeighbors
{
    private readonly ConcurrentDictionary<Guid, Func<long, ExchangePart, bool>> _workers = new();

    /// <summary>Makes a worker known.</summary>
    /// <param name="incarnation">The life of its grain, which no other worker has.</param>
    /// <param name="take">Takes a part of a generation, from any thread; false while it does not do so yet.</param>
    public void Add(Guid incarnation, Func<long, ExchangePart, bool> take) => _workers[incarnation] = take;

    /// <summary>Forgets a worker.</summary>
    public void Remove(Guid incarnation) => _workers.TryRemove(incarnation, out _);

    /// <summary>Hands over a part, on the caller's thread.</summary>
    /// <returns>False when there is no such worker on this silo, or it does not take the part yet.</returns>
    /// <exception cref="ArgumentException">The part does not belong there.</exception>
    public bool TryHand(Guid incarnation, long generation, ExchangePart part) =>
        _workers.TryGetValue(incarnation, out var take) && take(generation, part);
}
