using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// How often windows changed since this monitor was activated, so that whoever has read one knows whether it still is what it was. Kept in memory: another
/// activation is another run. To be told after a window has changed. Of one grain.
/// </summary>
internal sealed class WindowChanges
{
    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly Dictionary<(DateTimeOffset Start, TimeSpan Length), long> _changes = [];

    /// <summary>Takes windows that have changed, of whatever version.</summary>
    public void Note(IEnumerable<MonitorWindowId> windows)
    {
        foreach (var window in windows)
            _changes[(window.Start, window.Length)] = _changes.GetValueOrDefault((window.Start, window.Length)) + 1;
    }

    /// <summary>Forgets windows that are gone.</summary>
    public void Forget(IEnumerable<MonitorIndexWindow> windows)
    {
        foreach (var window in windows)
            _changes.Remove((window.Start, window.Length));
    }

    /// <summary>An index that says so.</summary>
    public MonitorIndex In(MonitorIndex index) => index with
    {
        Run = _run,
        Windows = Array.ConvertAll(index.Windows, window => _changes.TryGetValue((window.Start, window.Length), out var changes) ? window with { Changes = changes } : window),
    };
}
