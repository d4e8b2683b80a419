using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansML.Silo.Processes;

/// <summary>
/// Ends the process at once where going on would be wrong, with a last line for the operator and an exit code for its supervisor. Nothing
/// is handed over or written any more: others may own it already.
/// </summary>
internal sealed partial class ProcessEnd(IServiceProvider services, TextWriter error, Action<int> exit)
{
    /// <summary>Exit code of a process that was told to stop and did not manage to in time.</summary>
    public const int NotInTime = 1;

    /// <summary>Exit code of a silo that must be started again: it was evicted from the cluster, or its store was replaced.</summary>
    public const int StartAgain = 3;

    private int _ending;

    /// <summary>Creates the end of this very process.</summary>
    public static ProcessEnd Create(IServiceProvider services) => new(services, Console.Error, ExitAtOnce);

    /// <summary>Ends the process; only the first of several calls counts.</summary>
    /// <param name="exitCode">What the supervisor sees.</param>
    /// <param name="line">Why, and what to do.</param>
    public void End(int exitCode, string line)
    {
        if (Interlocked.Exchange(ref _ending, 1) != 0)
            return;

        WriteOutLogs();
        error.WriteLine(line);
        error.Flush();
        exit(exitCode);
    }

    /// <summary>
    /// Writes out what waits to be logged, so that the last line stands at the end. The factory stays: others still ask it for loggers, and an
    /// exception of theirs must not end the process in another way.
    /// </summary>
    private void WriteOutLogs()
    {
        foreach (var provider in services.GetServices<ILoggerProvider>())
        {
            try
            {
                provider.Dispose();
            }
            catch (Exception exception)
            {
                error.WriteLine($"The log could not be written out: {exception.Message}");
            }
        }
    }

    /// <summary>
    /// An orderly exit would run handlers and destructors of native libraries below the threads that still use them, and a crash there, or a
    /// main thread that returns meanwhile, would give the supervisor another exit code.
    /// </summary>
    private static void ExitAtOnce(int exitCode)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            EndProcess(exitCode);

        Environment.Exit(exitCode);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void EndProcess(int exitCode);
}
