using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using OrleansML.Testing;

namespace OrleansML.ProcessTests;

/// <summary>One <c>orleansml up</c>.</summary>
internal sealed class PlatformProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private PlatformProcess(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_log)
                _log.AppendLine(line.Data);
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it answers HTTP; null for a silo without gateway.</summary>
    public Uri? Url { get; private set; }

    public int SiloPort { get; private init; }

    /// <summary>Port for Orleans clients.</summary>
    public int GatewayPort { get; private init; }

    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>Starts a silo with a gateway and waits until the gateway is ready.</summary>
    public static Task<PlatformProcess> StartAsync(string data, params string[] arguments) => StartAsync("all", data, arguments);

    /// <summary>Starts a process in a role and waits until it answers.</summary>
    public static async Task<PlatformProcess> StartAsync(string role, string data, params string[] arguments)
    {
        var ports = FreePorts.Take(2);
        var process = Binary.Start([
            "up", "--json", "--role", role, "--data", data, "--port", "0", "--silo-port", Text(ports[0]), "--gateway-port", Text(ports[1]), .. arguments]);
        var started = new PlatformProcess(process) { SiloPort = ports[0], GatewayPort = ports[1] };
        try
        {
            await started.WaitUntilUpAsync();
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }

        return started;
    }

    /// <summary>Runs a verb against this process.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => Binary.RunAsync([.. arguments, "--url", Url!.ToString()]);

    /// <summary>Sends a signal.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Text(_process.Id)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using var deadline = new CancellationTokenSource(LongestStop);
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
    }

    private async Task WaitUntilUpAsync()
    {
        var report = new StringBuilder();
        while (!IsWhole(report))
        {
            var line = await _process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException($"The process ended before it was up: {Log}");
            report.AppendLine(line);
        }

        using var document = JsonDocument.Parse(report.ToString());
        if (document.RootElement.GetProperty("urls").EnumerateArray().Select(url => url.GetString()).FirstOrDefault() is not { } url)
            return;

        Url = new Uri(url);
        using var http = new HttpClient { BaseAddress = Url };
        await Eventually.HoldsAsync(
            async () =>
            {
                using var response = await http.GetAsync("health/ready");
                return response.StatusCode == HttpStatusCode.OK;
            },
            "the gateway is ready",
            TimeSpan.FromSeconds(60));
    }

    private static bool IsWhole(StringBuilder json) => json.Length > 0 && json.ToString().TrimEnd().EndsWith("\n}", StringComparison.Ordinal);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
