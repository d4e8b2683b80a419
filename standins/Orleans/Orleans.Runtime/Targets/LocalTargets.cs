using System.Collections.Concurrent;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Targets;

/// <summary>The observers and system targets of this process by identity.</summary>
internal sealed class LocalTargets
{
    private readonly ConcurrentDictionary<GrainId, LocalTarget> _targets = new();

    /// <summary>Adds a target.</summary>
    public void Add(LocalTarget target) => _targets[target.GrainId] = target;

    /// <summary>Removes a target.</summary>
    public bool Remove(GrainId grainId) => _targets.TryRemove(grainId, out _);

    /// <summary>Gives a request to its target; false where this process does not have it.</summary>
    public bool TryDeliver(Message message)
    {
        if (!_targets.TryGetValue(message.TargetGrain, out var target))
        {
            return false;
        }

        target.ReceiveMessage(message);
        return true;
    }
}
