using System.Collections.Concurrent;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>
/// What grains of this process wrote down, by name; the only witness of events that no call returns, such as a deactivation.
/// </summary>
internal static class Journal
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Entries = new();

    public static void Write(string name, string entry) => Entries.GetOrAdd(name, static _ => new()).Enqueue(entry);

    public static string[] Read(string name) => Entries.TryGetValue(name, out var entries) ? [.. entries] : [];

    public static Task UntilAsync(string name, string entry) =>
        Wait.UntilAsync(() => Read(name).Contains(entry), $"'{entry}' in the journal of '{name}'");
}
