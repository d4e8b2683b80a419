using System.Net;

namespace OrleansML.Testing.Processes;

/// <summary>
/// One member of a <see cref="ProcessCluster"/>: a name, an address and, one after the other, the processes that run under it. Every process
/// logs to the same file.
/// </summary>
public sealed class ClusterNode : IAsyncDisposable
{
    private readonly Func<ClusterNode, PlatformStart> _start;
    private readonly List<int> _exitCodes = [];
    private readonly List<PlatformProcess> _processes = [];
    private readonly int? _restartExitCode;
    private Task _supervision = Task.CompletedTask;
    private bool _expected = true;

    internal ClusterNode(string name, IPAddress address, int? restartExitCode, Func<ClusterNode, PlatformStart> start)
    {
        Name = name;
        Address = address;
        _restartExitCode = restartExitCode;
        _start = start;
    }

    public string Name { get; }

    public IPAddress Address { get; }

    /// <summary>The process that runs, or ran last.</summary>
    public PlatformProcess? Process { get; private set; }

    /// <summary>Whether a process runs, a paused one included.</summary>
    public bool IsRunning => Process is { HasExited: false };

    /// <summary>Exit codes of the processes that ended by themselves, in order.</summary>
    public IReadOnlyList<int> ExitCodes
    {
        get
        {
            lock (_exitCodes)
                return [.. _exitCodes];
        }
    }

    /// <summary>Where a gateway answers HTTP.</summary>
    public Uri Url => new($"http://{Address}:{ProcessCluster.HttpPort}/");

    /// <summary>Starts a process and waits until it is up.</summary>
    /// <param name="change">Changes to how it is started; null for none.</param>
    public async Task StartAsync(Func<PlatformStart, PlatformStart>? change = null)
    {
        if (IsRunning)
            throw new InvalidOperationException($"{Name} runs already.");

        var start = _start(this);
        var process = await PlatformProcess.StartAsync(change?.Invoke(start) ?? start);
        Adopt(process);
    }

    /// <summary>Starts a process that is expected to end by itself; one that does not in time is killed, and has no exit code.</summary>
    public async Task<(int? ExitCode, string Log)> RunToEndAsync(TimeSpan longest, Func<PlatformStart, PlatformStart>? change = null)
    {
        var start = _start(this);
        await using var process = await PlatformProcess.LaunchAsync(change?.Invoke(start) ?? start);
        int? exitCode = null;
        try
        {
            exitCode = await process.WaitForExitAsync(longest);
        }
        catch (OperationCanceledException)
        {
            // It goes on trying, which the caller judges.
        }

        return (exitCode, process.Log);
    }

    /// <summary>Ends the process with SIGKILL, and one that is just being started again as well.</summary>
    public async Task KillAsync()
    {
        Task seen;
        do
        {
            seen = _supervision;
            _expected = true;
            if (Process is { HasExited: false } process)
            {
                await SignalKillAsync(process);
                await process.WaitForExitAsync();
            }

            await seen;
        }
        while (seen != _supervision);
    }

    /// <summary>Lets the process end in order (SIGTERM), waits for that, and returns its exit code.</summary>
    public async Task<int> StopAsync(TimeSpan? longest = null)
    {
        _expected = true;
        var process = Process ?? throw new InvalidOperationException($"{Name} was never started.");
        await process.SignalAsync("TERM");
        return await process.WaitForExitAsync(longest);
    }

    /// <summary>Freezes the process (SIGSTOP): connections stay open and nothing is answered.</summary>
    public Task PauseAsync() => Process!.SignalAsync("STOP");

    /// <summary>Lets a frozen process go on (SIGCONT).</summary>
    public Task ResumeAsync() => Process!.SignalAsync("CONT");

    /// <summary>Why the process could not be started again after it had asked for that; null where it could.</summary>
    public string? RestartFailure { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        foreach (var process in _processes)
            await process.DisposeAsync();
    }

    public override string ToString() => Name;

    private static async Task SignalKillAsync(PlatformProcess process)
    {
        try
        {
            await process.SignalAsync("KILL");
        }
        catch (InvalidOperationException) when (process.HasExited)
        {
            // It ended by itself at the same time.
        }
    }

    private void Adopt(PlatformProcess process)
    {
        _processes.Add(process);
        Process = process;
        _expected = false;
        _supervision = SuperviseAsync(process);
    }

    // What a service manager does: notes the end, and starts the process again where it asked for that.
    private async Task SuperviseAsync(PlatformProcess process)
    {
        var exitCode = await process.WaitForExitAsync(Timeout.InfiniteTimeSpan);
        if (_expected)
            return;

        lock (_exitCodes)
            _exitCodes.Add(exitCode);
        if (exitCode != _restartExitCode)
            return;

        try
        {
            Adopt(await PlatformProcess.StartAsync(_start(this)));
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException or HttpRequestException)
        {
            RestartFailure = exception.Message;
        }
    }
}
