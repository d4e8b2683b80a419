using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Which windows a model has, in order of their start, shorter ones first. Immutable.</summary>
[JsonConverter(typeof(WindowIndexConverter))]
internal sealed class WindowIndex
{
    public static readonly WindowIndex Empty = new(ImmutableSortedDictionary<(DateTimeOffset, TimeSpan), ImmutableSortedSet<int>>.Empty);

    private readonly ImmutableSortedDictionary<(DateTimeOffset Start, TimeSpan Length), ImmutableSortedSet<int>> _windows;
    private MonitorIndexWindow[]? _all;

    private WindowIndex(ImmutableSortedDictionary<(DateTimeOffset, TimeSpan), ImmutableSortedSet<int>> windows) => _windows = windows;

    public int Count => _windows.Count;

    /// <summary>Start of the first window; null: there is none.</summary>
    public DateTimeOffset? First => _windows.IsEmpty ? null : _windows.Keys.First().Start;

    /// <summary>Start of the first window of a length; null: there is none.</summary>
    public DateTimeOffset? FirstOf(TimeSpan length) =>
        _windows.Keys.Where(key => key.Length == length).Select(static key => (DateTimeOffset?)key.Start).FirstOrDefault();

    /// <summary>The windows.</summary>
    public IReadOnlyList<MonitorIndexWindow> All =>
        _all ??= [.. _windows.Select(static window => new MonitorIndexWindow { Start = window.Key.Start, Length = window.Key.Length, Versions = [.. window.Value] })];

    public static WindowIndex Of(IEnumerable<MonitorIndexWindow> windows) => new(windows.ToImmutableSortedDictionary(
        static window => (window.Start, window.Length), static window => ImmutableSortedSet.Create(window.Versions)));

    public bool Has(MonitorWindowId window) => _windows.TryGetValue((window.Start, window.Length), out var versions) && versions.Contains(window.Version);

    /// <summary>With a window; this one where it is known.</summary>
    public WindowIndex With(MonitorWindowId window) => Has(window) ? this : new(_windows.SetItem(
        (window.Start, window.Length), _windows.GetValueOrDefault((window.Start, window.Length), []).Add(window.Version)));

    /// <summary>Without windows.</summary>
    public WindowIndex Without(IEnumerable<MonitorIndexWindow> windows) => new(_windows.RemoveRange(windows.Select(static window => (window.Start, window.Length))));
}
