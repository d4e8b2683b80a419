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

    /// <summary>Notes that a job has ended, or goes on after all. Idempotent.</summary>
    [Alias("NoteEnded")]
    Task NoteEnded(string job, bool hasEnded);

    /// <summary>Notes until when a job keeps what it needs to be resumed. One that goes on is forgotten here. Idempotent.</summary>
    /// <param name="job">The job.</param>
    /// <param name="until">The time; null: it keeps nothing.</param>
    [Alias("Keep")]
    Task Keep(string job, DateTimeOffset? until);

    /// <summary>Ids of jobs.</summary>
    /// <param name="activeOnly">Only those that have not ended.</param>
    [Alias("List")]
    Task<string[]> List(bool activeOnly);

    /// <summary>Ids of jobs that keep what they need to be resumed, and whose time for that is over.</summary>
    [Alias("ListKeptTooLong")]
    Task<string[]> ListKeptTooLong();
}
