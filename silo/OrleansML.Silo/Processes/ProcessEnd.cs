namespace OrleansML.Silo.Processes;

/// <summary>
/// Ends the process at once where going on would be wrong, with a last line for the operator and an exit code that asks a supervisor to
/// start it again. Nothing is handed over or written any more: others may own it already.
/// </summary>
internal sealed class ProcessEnd(TextWriter error, Action<int> exit)
{
    /// <summary>Exit code of a silo that must be started again: it was evicted from the cluster, or its store was replaced.</summary>
    public const int StartAgain = 3;

    private int _ending;

    /// <summary>For this process.</summary>
    public static ProcessEnd OfThisProcess => new(Console.Error, Environment.Exit);

    /// <summary>Ends the process with <see cref="StartAgain"/>; only the first of several calls counts.</summary>
    /// <param name="line">Why, and what to do.</param>
    public void End(string line)
    {
        if (Interlocked.Exchange(ref _ending, 1) != 0)
            return;

        error.WriteLine(line);
        error.Flush();
        exit(StartAgain);
    }
}
