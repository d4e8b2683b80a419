using System.Diagnostics;
using System.Text.Json;

namespace OrleansML.Benchmarks.GrainCalls;

/// <summary>Is the stand-in for Orleans no slower and no heavier than Orleans? The same program, built with each, one after the other.</summary>
internal static class EngineComparison
{
    public const string Name = "orleans";

    private const string Program = "OrleansML.Benchmarks.Orleans";

    public static async IAsyncEnumerable<Measurement> RunAsync()
    {
        var official = PathOf("official") is { } officialProgram ? await MeasureAsync(officialProgram) : [];
        if (PathOf("standin") is not { } standInProgram)
            throw new InvalidOperationException($"{Program} is not built with Engines=standin; run deploy/bench.sh {Name}.");

        foreach (var (name, row) in await MeasureAsync(standInProgram))
        {
            if (!official.TryGetValue(name, out var baseline))
            {
                yield return new Measurement(name, row.Value, row.Unit);
                continue;
            }

            var moreIsBetter = row.Unit.EndsWith("/s", StringComparison.Ordinal);
            yield return Measurement.Beside(
                name, row.Value, row.Unit, baseline.Value, moreIsBetter ? ">= Orleans" : "<= Orleans",
                (value, orleans) => moreIsBetter ? value >= orleans : value <= orleans);
        }
    }

    // artifacts/<engines>/bin/<project>/release is how the repository lays out its builds.
    private static string? PathOf(string engines)
    {
        var artifacts = new DirectoryInfo(AppContext.BaseDirectory).Parent?.Parent?.Parent?.Parent
            ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside artifacts/.");
        var path = Path.Combine(artifacts.FullName, engines, "bin", Program, "release", Program);
        return File.Exists(path) ? path : null;
    }

    private static async Task<Dictionary<string, Row>> MeasureAsync(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} did not start.");
        var rows = new Dictionary<string, Row>(StringComparer.Ordinal);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (JsonSerializer.Deserialize<Row>(line, JsonSerializerOptions.Web) is { } row)
                rows.Add(row.Name, row);
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? rows : throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}.");
    }

    private sealed record Row(string Name, double Value, string Unit);
}
