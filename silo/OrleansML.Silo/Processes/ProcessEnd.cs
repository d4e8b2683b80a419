using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansML.Silo.Processes;

/// <summary>
/// Ends the process at once where going on would be wrong, with a last line for the operator and an exit code for its supervisor. Nothing
/// is handed over or written any more: others may own it already.
/// </summary>
internal sealed class ProcessEnd(IServiceProvider services, TextWriter error, Action<int> exit)
{
    /// <summary>Exit code of a process that was told to stop and did not manage to in time.</summary>
    public const int NotInTime = 1;

    /// <summary>Exit code of a silo that must be started again: it was evicted from the cluster, or its store was replaced.</summary>
    public const int StartAgain = 3;

    private int _ending;

    /// <summary>Creates the end of this very process.</summary>
    public static ProcessEnd Create(IServiceProvider services) => new(services, Console.Error, Environment.Exit);

    /// <summary>Ends the process; only the first of several calls counts.</summary>
    /// <param name="exitCode">What the supervisor sees.</param>
    /// <param name="line">Why, and what to do.</param>
    public void End(int exitCode, string line)
    {
        if (Interlocked.Exchange(ref _ending, 1) != 0)
            return;

        // Writes out what waits to be logged, so that the line below stands at the end.
        services.GetService<ILoggerFactory>()?.Dispose();
        error.WriteLine(line);
        error.Flush();
        exit(exitCode);
    }
}
