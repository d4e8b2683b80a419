using System.Collections.Concurrent;

namespace OrleansML.Grains.Monitoring;

/// <summary>Remembers what fails and why, for those who try again and again: each failure is said once, until it ends or has another reason. Safe for concurrent use.</summary>
internal sealed class KnownFailures
{
    private readonly ConcurrentDictionary<string, string> _reasons = new(StringComparer.Ordinal);

    /// <summary>Takes that something failed.</summary>
    /// <returns>Whether that is to be said.</returns>
    public bool IsNew(string what, string reason)
    {
        var isNew = _reasons.GetValueOrDefault(what) != reason;
        _reasons[what] = reason;
        return isNew;
    }

    /// <summary>Takes that something did not fail.</summary>
    public void End(string what) => _reasons.TryRemove(what, out _);
}
