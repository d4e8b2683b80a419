namespace OrleansML.Training;

/// <summary>Knows the ids of all runs, newest last. One for the cluster.</summary>
[Alias("OrleansML.ITrainingCatalogGrain")]
public interface ITrainingCatalogGrain : IGrainWithStringKey
{
    /// <summary>The only key.</summary>
    const string Key = "runs";

    /// <summary>Adds a run. Idempotent.</summary>
    [Alias("Add")]
    Task Add(string run);

    /// <summary>Notes that a run has ended, or goes on after all.</summary>
    [Alias("NoteEnded")]
    Task NoteEnded(string run, bool hasEnded);

    /// <summary>Ids of runs.</summary>
    /// <param name="activeOnly">Only those that have not ended.</param>
    [Alias("List")]
    Task<string[]> List(bool activeOnly);
}
