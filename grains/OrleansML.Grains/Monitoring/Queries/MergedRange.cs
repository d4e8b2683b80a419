using System.IO.Hashing;
using System.Text;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Windows of one segment in a time.</summary>
/// <param name="Windows">Oldest first.</param>
/// <param name="From">Start of the time.</param>
/// <param name="Until">End of the time.</param>
/// <param name="Newest">Start of the newest window that the model has: what ends before it hardly changes any more.</param>
/// <param name="Run">See <see cref="MonitorIndex.Run"/>.</param>
internal sealed record MergedRange(StampedWindow[] Windows, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset Newest, string Run)
{
    public MonitorKey[] Keys => Array.ConvertAll(Windows, static window => window.Key);

    /// <summary>Stands for what these windows hold: nothing else has it, and it is another as soon as one of them changes.</summary>
    public UInt128 KeyOf(ReadOnlySpan<StampedWindow> windows)
    {
        var text = new StringBuilder(Run);
        foreach (var window in windows)
            text.Append('\n').Append(window.Key).Append('\n').Append(window.Changes);
        return XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Whether all windows of a span are in here, and will hardly change.</summary>
    public bool HasAllOf(DateTimeOffset start, TimeSpan length) => From <= start && start + length <= Until && start + length <= Newest;
}
