using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace OrleansML.Testing.Processes;

/// <summary>One <c>orleansml up</c>.</summary>
public sealed class PlatformProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ProcessLog _log;

    private PlatformProcess(Process process, string? logFile)
    {
        _process = process;
        _log = new ProcessLog(process, logFile);
        Id = process.Id;
    }

    /// <summary>Id of the process.</summary>
    public int Id { get; }

    /// <summary>Where it answers HTTP; null for a silo without gateway.</summary>
    public Uri? Url { get; private set; }

    public int SiloPort { get; private init; }

    /// <summary>Port for Orleans clients.</summary>
    public int GatewayPort { get; private init; }

    /// <summary>Everything that it wrote to its log.</summary>
    public string Log => _log.Text;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a silo with a gateway and waits until the gateway is ready.</summary>
    public static Task<PlatformProcess> StartAsync(string data, params string[] arguments) => StartAsync("all", data, arguments);

    /// <summary>Starts a process in a role and waits until it answers.</summary>
    public static Task<PlatformProcess> StartAsync(string role, string data, params string[] arguments) =>
        StartAsync(role, data, FreePorts.Take(2), arguments);

    /// <inheritdoc cref="StartAsync(string, string, string[])"/>
    public static Task<PlatformProcess> StartAsync(string role, string data, int[] ports, params string[] arguments)
    {
        string[] all = ["--role", role, "--data", data, "--port", "0", "--silo-port", Text(ports[0]), "--gateway-port", Text(ports[1]), .. arguments];
        return StartAsync(new PlatformStart { Arguments = all }, ports);
    }

    /// <summary>Starts a process and waits until it answers.</summary>
    public static async Task<PlatformProcess> StartAsync(PlatformStart start, params int[] ports)
    {
        var started = await LaunchAsync(start, ports);
        try
        {
            using var deadline = new CancellationTokenSource(start.LongestStart);
            await started.WaitUntilUpAsync(deadline.Token);
        }
        catch (Exception exception)
        {
            await started.DisposeAsync();
            if (exception is OperationCanceledException)
                throw new TimeoutException($"The process was not up after {start.LongestStart}: {started.Log}");
            throw;
        }

        return started;
    }

    /// <summary>Starts a process without waiting until it answers; for one that is expected to fail.</summary>
    public static async Task<PlatformProcess> LaunchAsync(PlatformStart start, params int[] ports)
    {
        string[] command = [start.Executable, "up", "--json", .. start.Arguments];
        if (start.Network is not null)
            command = [.. NetworkAttachment.Launcher, .. command];
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = start.Network is not null,
        };
        foreach (var (name, value) in start.Environment)
            info.Environment[name] = value;

        var process = Process.Start(info)!;
        var started = new PlatformProcess(process, start.LogFile)
        {
            SiloPort = ports.ElementAtOrDefault(0),
            GatewayPort = ports.ElementAtOrDefault(1),
        };
        if (start.Network is { } network)
            await network.AttachAsync(process);
        return started;
    }

    /// <summary>Runs a verb against this process.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => Binary.RunAsync([.. arguments, "--url", Url!.ToString()]);

    /// <summary>Sends a signal.</summary>
    public Task SignalAsync(string signal) => Signals.SendAsync(Id, signal);

    /// <summary>Waits for its end.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan? longest = null)
    {
        using var deadline = new CancellationTokenSource(longest ?? LongestStop);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _log.Dispose();
    }

    /// <summary>Reads what it announces, and waits until its gateway is ready.</summary>
    private async Task WaitUntilUpAsync(CancellationToken deadline)
    {
        var report = new StringBuilder();
        while (!IsWhole(report))
        {
            var line = await _process.StandardOutput.ReadLineAsync(deadline);
            if (line is null)
            {
                // The end of the standard output can be seen before the last lines of the log.
                await _process.WaitForExitAsync(deadline);
                throw new InvalidOperationException($"The process ended with exit code {_process.ExitCode} before it was up: {Log}");
            }

            report.AppendLine(line);
        }

        using var document = JsonDocument.Parse(report.ToString());
        if (document.RootElement.GetProperty("urls").EnumerateArray().Select(url => url.GetString()).FirstOrDefault() is not { } address)
            return;

        Url = new Uri(address);
        using var http = new HttpClient { BaseAddress = Url };
        await Eventually.HoldsAsync(
            async () =>
            {
                using var response = await http.GetAsync("health/ready", deadline);
                return response.StatusCode == HttpStatusCode.OK;
            },
            "the gateway is ready",
            TimeSpan.FromSeconds(60));
    }

    private static bool IsWhole(StringBuilder json) =>
        json.Length > 0 && json.ToString().TrimEnd().EndsWith("\n}", StringComparison.Ordinal);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
