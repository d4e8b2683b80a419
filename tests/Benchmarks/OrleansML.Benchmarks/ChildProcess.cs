using System.Diagnostics;

namespace OrleansML.Benchmarks;

/// <summary>This program in another process, so that servers and load do not share a heap. It ends when its standard input closes.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    public const string ReadyLine = "ready";

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public static async Task<ChildProcess> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == ReadyLine)
                return new ChildProcess(process);
        }

        throw new InvalidOperationException($"The child process '{string.Join(' ', arguments)}' ended before it was ready.");
    }

    /// <summary>In the child: says that it is ready and waits for the end of standard input.</summary>
    public static async Task ServeUntilReleasedAsync()
    {
        Console.WriteLine(ReadyLine);
        await Console.In.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
