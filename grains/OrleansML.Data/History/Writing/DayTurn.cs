namespace OrleansML.Data.History.Writing;

/// <summary>
/// The right to merge the files of a day: a lock on a file beside them. The operating system gives it back when the process ends, however it ends. A file
/// system that knows no locks across machines lets two silos merge the same files; each silo needs a root of its own there.
/// </summary>
internal sealed class DayTurn : IDisposable
{
    private const string Name = ".turn";

    private readonly FileStream _lock;

    private DayTurn(FileStream held) => _lock = held;

    /// <summary>Takes the turn; null when another has it.</summary>
    public static DayTurn? TryTake(string day)
    {
        try
        {
            return new DayTurn(new FileStream(Path.Combine(day, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _lock.Dispose();
}
