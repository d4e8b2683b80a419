using System.Globalization;

namespace OrleansML.Benchmarks.Monitoring;

/// <summary>
/// How long does it take to profile and compare two halves of 3,000,000 rows of 80 numbers and 20 categories, beside pandas and SciPy of a python3 of this
/// machine, which do it with two threads over a table in memory? Reading is told apart. Both are processes of their own.
/// </summary>
internal static class ProfilePart
{
    public const string Child = "monitoring-profile";

    // What sketches of k = 200 on both sides may be off by, each with a chance of 99 %, in a thousand comparisons; and what rounding may make of a sum.
    private const double RankTolerance = 2 * 0.0166;
    private const double Rounding = 1e-9;

    public static async IAsyncEnumerable<Measurement> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("orleansml-profile-");
        try
        {
            ProfileData.Write(folder.FullName);
            var own = await ChildProcess.RunAsync<ProfileOutcome>(Child, folder.FullName);
            var (peer, missing) = await PandasPeer.RunAsync(folder.FullName);
            const string What = "profile: 3 M rows x 100 columns, two halves compared";
            if (peer is null)
            {
                await Console.Error.WriteLineAsync($"There is no baseline: {missing}.");
                yield return new Measurement(What, own.Seconds, "s");
                yield return new Measurement("profile: largest memory", own.PeakMegabytes, "MB");
            }
            else
            {
                yield return Measurement.Beside(What, own.Seconds, "s", peer.Seconds);
                yield return Measurement.Beside("profile: reading", own.ReadSeconds, "s", peer.ReadSeconds);
                yield return Measurement.Beside("profile: largest memory", own.PeakMegabytes, "MB", peer.PeakMegabytes);
                yield return Compare("profile: exact numbers, largest difference from pandas and SciPy", own.Exact, peer.Exact, Rounding);
                yield return Compare("profile: ranks from sketches, largest difference", own.Ranks, peer.Ranks, RankTolerance);
            }

            var values = (double)ProfileData.Rows * (ProfileData.Numbers + ProfileData.Categories);
            var nanoseconds = own.CountSeconds * Math.Min(Environment.ProcessorCount, ProfileData.Threads) / values * 1e9;
            yield return new Measurement("profile: counting, per value and core", nanoseconds, "ns", Budget: "<= 1,000 ns", Met: nanoseconds <= 1_000);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Measurement Compare(string name, double[][] own, double[][] peer, double tolerance)
    {
        if (own.Length != peer.Length)
            throw new InvalidOperationException($"There are {own.Length} columns, and {peer.Length} of the peer.");

        var largest = own.Zip(peer).SelectMany(static columns => columns.First.Zip(columns.Second, static (one, other) => Math.Abs(one - other) / Math.Max(1, Math.Abs(other)))).Max();
        return new Measurement(name, largest, "", Budget: string.Create(CultureInfo.InvariantCulture, $"<= {tolerance:G3}"), Met: largest <= tolerance);
    }
}
