namespace OrleansML.Training;

/// <summary>
/// Knows the ids of all runs, newest last, and which artifacts each of them needs. Runs over the same rows share artifacts; since this is one grain for the
/// cluster, none is removed while another run needs it.
/// </summary>
[Alias("OrleansML.ITrainingCatalogGrain")]
public interface ITrainingCatalogGrain : IGrainWithStringKey
{
    /// <summary>The only key.</summary>
    const string Key = "runs";

    /// <summary>Adds a run that has not ended. Idempotent.</summary>
    [Alias("Add")]
    Task Add(string run);

    /// <summary>Notes that a run has ended, or goes on after all.</summary>
    [Alias("NoteEnded")]
    Task NoteEnded(string run, bool hasEnded);

    /// <summary>Ids of runs.</summary>
    /// <param name="activeOnly">Only those that have not ended.</param>
    [Alias("List")]
    Task<string[]> List(bool activeOnly);

    /// <summary>Notes what a run needs, besides what was noted before; to be called before it is written. Idempotent.</summary>
    /// <param name="run">The run.</param>
    /// <param name="artifacts">SHA-256 of artifacts.</param>
    /// <returns>Whether it is noted; false when the run has ended, so that nothing may be written for it any more.</returns>
    [Alias("Hold")]
    Task<bool> Hold(string run, string[] artifacts);

    /// <summary>Gives up what a run needs, and removes it at once where its time has come. Idempotent.</summary>
    /// <param name="run">The run.</param>
    /// <param name="artifacts">SHA-256 of artifacts that it needs besides those noted.</param>
    /// <param name="at">From when on they are not needed.</param>
    [Alias("Release")]
    Task Release(string run, string[] artifacts, DateTimeOffset at);

    /// <summary>Takes back that a run has given up what it needs.</summary>
    /// <param name="run">The run.</param>
    /// <param name="artifacts">SHA-256 of artifacts without which it cannot go on.</param>
    /// <returns>Whether they are still there, or were never given up; otherwise nothing is changed.</returns>
    [Alias("Reclaim")]
    Task<bool> Reclaim(string run, string[] artifacts);

    /// <summary>Removes artifacts that were given up, whose time has come, and that no other run needs. Idempotent.</summary>
    [Alias("Sweep")]
    Task Sweep();
}
