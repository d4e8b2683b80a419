using System.Diagnostics;
using System.Globalization;
using OrleansML.Benchmarks.GrainCalls;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>A silo in another process, seen from the benchmark.</summary>
internal sealed class SiloProcess : IDisposable
{
    private const int Attempts = 3;

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(1);

    /// <summary>More starts at once than cores make silos that already run miss their probes.</summary>
    private static readonly SemaphoreSlim Starts = new(Environment.ProcessorCount);

    private readonly Process _process;

    private SiloProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Id => _process.Id;

    /// <summary>The port that other silos connect to.</summary>
    public int Port { get; }

    /// <summary>Processor time since the start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a silo and waits until it is active. If it misses a time limit on a busy machine, another is started.</summary>
    /// <exception cref="InvalidOperationException">It ended before, every time.</exception>
    public static async Task<SiloProcess> StartAsync(string redis, ClusterSettings settings)
    {
        await Starts.WaitAsync();
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                if (await TryStartAsync(redis, settings) is { } silo)
                    return silo;

                await Console.Error.WriteLineAsync($"A silo ended before it was active (attempt {attempt} of {Attempts}).");
            }

            throw new InvalidOperationException($"A silo ended before it was active, {Attempts} times.");
        }
        finally
        {
            Starts.Release();
        }
    }

    /// <summary>Live bytes on the managed heap, after compacting collections.</summary>
    public async Task<long> MeasureHeapAsync()
    {
        await _process.StandardInput.WriteLineAsync(SiloChild.HeapCommand);
        var answer = await _process.StandardOutput.ReadLineAsync().WaitAsync(LongestAnswer);
        return long.Parse(answer ?? throw new InvalidOperationException($"The silo in process {Id} ended."), CultureInfo.InvariantCulture);
    }

    public Task ApplyAsync(Fault fault) => fault switch
    {
        Fault.Kill => SignalAsync("KILL"),
        Fault.Freeze => SignalAsync("STOP"),
        Fault.Terminate => SignalAsync("TERM"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a fault."),
    };

    /// <summary>Ends the process at once, also when it is frozen.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<SiloProcess?> TryStartAsync(string redis, ClusterSettings settings)
    {
        var start = SelfProcess.CreateStart(SiloChild.Arguments(redis, settings));
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync().WaitAsync(LongestStart) is { } line)
            {
                if (line.Split(' ') is [SiloChild.ReadyWord, var port])
                    return new SiloProcess(process, int.Parse(port, CultureInfo.InvariantCulture));
            }
        }
        catch (TimeoutException)
        {
            // Neither active nor ended: it is ended here, and counts as a failed attempt.
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
        return null;
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
