using System.Globalization;

namespace OrleansML.ProcessTests.Pipelines;

/// <summary>
/// The clock of silos that are started under it, so that an outage of minutes takes seconds. It is put forward while none of them runs: to those that start
/// then, the time between has passed. Needs libfaketime, which <c>deploy/setup.sh --with-servers</c> installs.
/// </summary>
internal sealed class SiloClock
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

    private TimeSpan _ahead;

    public SiloClock()
    {
        if (!File.Exists(Library))
            throw new InvalidOperationException($"{Library} is missing: run deploy/setup.sh --with-servers, or install the package 'faketime'.");
    }

    /// <summary>What silos take for the time.</summary>
    public DateTimeOffset Now => DateTimeOffset.UtcNow + _ahead;

    /// <summary>Lets time pass for whoever starts from now on.</summary>
    public void Pass(TimeSpan time) => _ahead += time;

    /// <summary>The environment in which a process has this clock. What timers use is left as it is.</summary>
    public Dictionary<string, string> ToEnvironment() => new()
    {
        ["LD_PRELOAD"] = Library,
        ["FAKETIME"] = string.Create(CultureInfo.InvariantCulture, $"+{_ahead.TotalSeconds:F0}"),
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        // With the fix, every wait on a condition that has a time limit ends at once, and its thread goes round and round.
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
    };
}
