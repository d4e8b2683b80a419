namespace Orleans.Runtime;

/// <summary>A timer of one activation; disposing it stops it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Starts the timer anew with other times.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
