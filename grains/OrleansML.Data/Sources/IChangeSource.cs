namespace OrleansML.Data.Sources;

/// <summary>A source that is asked for what changed. One call at a time.</summary>
public interface IChangeSource : IAsyncDisposable
{
    /// <summary>Reads the next changes. At least once: a caller that stores the returned watermark after it took the events loses none.</summary>
    /// <param name="watermark">What the last poll returned; null starts at the oldest change.</param>
    /// <param name="limit">Most rows to take, 1 to 100,000.</param>
    /// <param name="cancellationToken">Returns at once; the query is cancelled at the source in the background.</param>
    /// <exception cref="ArgumentException">The watermark is not one that this source returned.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of range.</exception>
    /// <exception cref="SourceException">The source gave no answer, at the latest when its timeout passed. The watermark stays valid.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<ChangeBatch> PollAsync(string? watermark, int limit, CancellationToken cancellationToken);
}
