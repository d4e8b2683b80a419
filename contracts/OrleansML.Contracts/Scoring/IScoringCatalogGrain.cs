namespace OrleansML.Scoring;

/// <summary>Knows the ids of all scoring jobs, newest last. One for the cluster.</summary>
[Alias("OrleansML.IScoringCatalogGrain")]
public interface IScoringCatalogGrain : IGrainWithStringKey
{
    /// <summary>The only key.</summary>
    const string Key = "jobs";

    /// <summary>Adds a job. Idempotent.</summary>
    [Alias("Add")]
    Task Add(string job);

    /// <summary>Notes that a job has ended, or goes on after all.</summary>
    [Alias("NoteEnded")]
    Task NoteEnded(string job, bool hasEnded);

    /// <summary>Ids of jobs.</summary>
    /// <param name="activeOnly">Only those that have not ended.</param>
    [Alias("List")]
    Task<string[]> List(bool activeOnly);
}
