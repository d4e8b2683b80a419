using System.Diagnostics;
using System.Text.Json;

namespace OrleansML.Benchmarks;

/// <summary>The program OrleansML.Benchmarks.Orleans, built with one engine. It writes a row of JSON per figure.</summary>
internal sealed class EngineProgram
{
    private const string Name = "OrleansML.Benchmarks.Orleans";

    private readonly string _path;

    private EngineProgram(string path) => _path = path;

    /// <summary>The program built with the given engine; null when it is not built.</summary>
    public static EngineProgram? Find(string engines)
    {
        // artifacts/<engines>/bin/<project>/release is how the repository lays out its builds.
        var artifacts = new DirectoryInfo(AppContext.BaseDirectory).Parent?.Parent?.Parent?.Parent
            ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside artifacts/.");
        var path = Path.Combine(artifacts.FullName, engines, "bin", Name, "release", Name);
        return File.Exists(path) ? new EngineProgram(path) : null;
    }

    /// <summary>The program built with the stand-in.</summary>
    /// <exception cref="InvalidOperationException">It is not built.</exception>
    public static EngineProgram FindStandIn(string benchmark) => Find("standin")
        ?? throw new InvalidOperationException($"{Name} is not built with Engines=standin; run deploy/bench.sh {benchmark}.");

    /// <summary>Runs it and returns its rows by name.</summary>
    /// <exception cref="InvalidOperationException">It ended with an error.</exception>
    public async Task<Dictionary<string, Row>> MeasureAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(_path, arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{_path} did not start.");
        var rows = new Dictionary<string, Row>(StringComparer.Ordinal);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (JsonSerializer.Deserialize<Row>(line, JsonSerializerOptions.Web) is { } row)
                rows.Add(row.Name, row);
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? rows : throw new InvalidOperationException($"{_path} ended with exit code {process.ExitCode}.");
    }

    internal sealed record Row(string Name, double Value, string Unit);
}
