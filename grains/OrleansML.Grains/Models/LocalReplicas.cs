using System.Collections.Concurrent;
using OrleansML.Models;

namespace OrleansML.Grains.Models;

/// <summary>The replicas that are active on this silo.</summary>
internal sealed class LocalReplicas
{
    private readonly ConcurrentDictionary<ModelKey, IGrainContext> _contexts = new();

    public int Count => _contexts.Count;

    public void Add(ModelKey key, IGrainContext context) => _contexts[key] = context;

    public void Remove(ModelKey key, IGrainContext context) => _contexts.TryRemove(KeyValuePair.Create(key, context));

    public KeyValuePair<ModelKey, IGrainContext>[] ToArray() => [.. _contexts.OrderBy(replica => replica.Key.ToString(), StringComparer.Ordinal)];
}
