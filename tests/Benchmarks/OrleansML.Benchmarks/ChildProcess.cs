using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace OrleansML.Benchmarks;

/// <summary>This program in another process, so that servers and load do not share a heap. It ends when its standard input closes.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    public const string ReadyLine = "ready";

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Starts a server, and waits until it is ready.</summary>
    public static Task<ChildProcess> StartAsync(params string[] arguments) => StartAsync(StartInfo(arguments));

    /// <summary>Starts a silo that collects garbage as the platform's own program does, and waits until it is ready.</summary>
    public static Task<ChildProcess> StartSiloAsync(params string[] arguments) => StartAsync(AsSilo(StartInfo(arguments)));

    private static async Task<ChildProcess> StartAsync(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == ReadyLine)
                return new ChildProcess(process);
        }

        throw new InvalidOperationException($"The child process '{string.Join(' ', start.ArgumentList)}' ended before it was ready.");
    }

    /// <summary>In the child: says that it is ready and waits for the end of standard input.</summary>
    public static async Task ServeUntilReleasedAsync()
    {
        Console.WriteLine(ReadyLine);
        await Console.In.ReadToEndAsync();
    }

    /// <summary>Runs a measurement to its end.</summary>
    /// <returns>What the last line of its output says in JSON.</returns>
    public static Task<T> RunAsync<T>(params string[] arguments) => RunAsync<T>(StartInfo(arguments));

    /// <summary>Runs a measurement of a silo that collects garbage as the platform's own program does.</summary>
    /// <inheritdoc cref="RunAsync{T}(string[])"/>
    public static Task<T> RunSiloAsync<T>(params string[] arguments) => RunAsync<T>(AsSilo(StartInfo(arguments)));

    private static async Task<T> RunAsync<T>(ProcessStartInfo start)
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && JsonSerializer.Deserialize<T>(output.TrimEnd().Split('\n')[^1]) is { } outcome
            ? outcome
            : throw new InvalidOperationException($"'{string.Join(' ', start.ArgumentList)}' ended with exit code {process.ExitCode}: {output}");
    }

    /// <summary>In the child: the largest resident memory so far.</summary>
    public static double PeakMegabytes()
    {
        const string Label = "VmHWM:";
        var line = File.ReadLines("/proc/self/status").First(static candidate => candidate.StartsWith(Label, StringComparison.Ordinal));
        return double.Parse(line.AsSpan(Label.Length).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) / 1024;
    }

    private static ProcessStartInfo StartInfo(string[] arguments) => new(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true };

    private static ProcessStartInfo AsSilo(ProcessStartInfo start)
    {
        start.Environment["DOTNET_gcServer"] = "1";
        return start;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
