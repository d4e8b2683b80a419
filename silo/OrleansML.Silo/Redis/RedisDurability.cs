namespace OrleansML.Silo.Redis;

/// <summary>What Redis may lose of what it acknowledged, by its settings (redis.conf; documentation page "Redis persistence").</summary>
internal static class RedisDurability
{
    private const string AppendOnly = "appendonly";
    private const string Flush = "appendfsync";
    private const string Eviction = "maxmemory-policy";
    private const string Memory = "maxmemory";

    /// <summary>The settings that decide on it.</summary>
    public static readonly IReadOnlyList<string> Settings = [AppendOnly, Flush, Eviction, Memory];

    /// <summary>One sentence per risk: the setting, what can be lost, what to set.</summary>
    /// <param name="settings">Those that are known.</param>
    public static IEnumerable<string> RisksOf(IReadOnlyDictionary<string, string> settings)
    {
        if (settings.TryGetValue(AppendOnly, out var append) && append != "yes")
        {
            yield return $"'appendonly' is '{append}': a restart or crash of Redis loses every change since its last snapshot, or all of "
                + "them. Set 'appendonly yes' and 'appendfsync always'.";
        }
        else if (settings.TryGetValue(Flush, out var flush) && flush != "always")
        {
            yield return $"'appendfsync' is '{flush}': a crash of its machine loses the changes of "
                + (flush == "everysec" ? "the last second" : "the last seconds, often 30")
                + " although they were acknowledged. Set 'appendfsync always'.";
        }

        if (settings.TryGetValue(Eviction, out var eviction) && eviction != "noeviction"
            && settings.GetValueOrDefault(Memory, "0") != "0")
        {
            yield return $"'maxmemory-policy' is '{eviction}': state is thrown away when memory runs out. Set 'maxmemory-policy noeviction'.";
        }
    }
}
