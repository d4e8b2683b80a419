using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>
/// What went over the connections between silos, as the kernel counted it; both engines are measured alike. An idle cluster sends one
/// message at a time, so that its segments with data are its messages; under load a segment holds several.
/// </summary>
/// <param name="Messages">TCP segments with data, in both directions.</param>
/// <param name="Bytes">Their bytes, without headers.</param>
internal readonly partial record struct SocketStatistics(long Messages, long Bytes)
{
    public static SocketStatistics operator -(SocketStatistics left, SocketStatistics right) =>
        new(left.Messages - right.Messages, left.Bytes - right.Bytes);

    /// <summary>Sums over the open connections of the given ports.</summary>
    /// <exception cref="InvalidOperationException"><c>ss</c> of the package iproute2 is missing or fails.</exception>
    public static async Task<SocketStatistics> ReadAsync(IEnumerable<int> ports)
    {
        var filter = string.Join(" or ", ports.Select(
            port => string.Create(CultureInfo.InvariantCulture, $"sport = :{port} or dport = :{port}")));
        var start = new ProcessStartInfo("ss", ["-tinOH", "state", "established", $"( {filter} )"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"ss ended with exit code {process.ExitCode}.");

        return new SocketStatistics(Sum(Segments(), output), Sum(SentBytes(), output));
    }

    private static long Sum(Regex field, string output) =>
        field.Matches(output).Sum(match => long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\bdata_segs_out:(\d+)")]
    private static partial Regex Segments();

    [GeneratedRegex(@"\bbytes_sent:(\d+)")]
    private static partial Regex SentBytes();
}
