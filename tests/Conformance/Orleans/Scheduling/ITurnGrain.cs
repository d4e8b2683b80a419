namespace OrleansML.Conformance.Scheduling;

/// <summary>A reentrant grain that watches its own turns.</summary>
public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Adds to an unguarded counter over many turns; interleaves with itself.</summary>
    Task Count(int turns);

    Task<(int Counter, int MostTurnsAtOnce)> GetCounts();

    /// <summary>The names of the kinds of await after which the method was not back on the grain's scheduler.</summary>
    Task<string[]> FindAwaitsThatLeaveTheTurn();

    /// <summary>Whether work started with <see cref="Task.Run(Action)"/> is off the grain's scheduler.</summary>
    Task<bool> IsTaskRunOffTheScheduler();

    /// <summary>Whether a task started with the current scheduler runs on the grain's scheduler, as a turn of its own.</summary>
    Task<bool> IsStartNewOnTheScheduler();
}
