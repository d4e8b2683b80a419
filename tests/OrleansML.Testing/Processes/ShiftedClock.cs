namespace OrleansML.Testing.Processes;

/// <summary>Runs a process with another wall clock, by <c>faketime</c>, which <c>deploy/setup.sh --with-servers</c> installs. Time that only counts on is right.</summary>
public static class ShiftedClock
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    /// <summary>The environment of such a process.</summary>
    /// <param name="time">How far its clock is off, such as <c>-10m</c>; or when it starts, such as <c>@2026-03-26 00:59:00</c> in the zone of this machine.</param>
    /// <exception cref="InvalidOperationException">The library is missing.</exception>
    public static IReadOnlyDictionary<string, string> Environment(string time) => File.Exists(Library)
        ? new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Library,
            ["FAKETIME"] = time,
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",

            // .NET waits by the time that only counts on; taken for the wall clock, its waits would end at once and begin anew.
            ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        }
        : throw new InvalidOperationException($"{Library} is missing: run deploy/setup.sh --with-servers, or install the package 'faketime'.");
}
