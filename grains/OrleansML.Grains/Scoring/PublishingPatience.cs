namespace OrleansML.Grains.Scoring;

/// <summary>How long it is tried again to publish a result: a database may be started anew meanwhile; after that somebody has to look at it.</summary>
/// <param name="time">Clock.</param>
internal sealed class PublishingPatience(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // When it first failed, and last; null while it does not.
    private (long First, long Last)? _failed;

    /// <summary>Whether it failed a moment ago.</summary>
    public bool IsPausing => _failed is { } failed && time.GetElapsedTime(failed.Last) < Pause;

    /// <summary>Takes that it failed.</summary>
    /// <exception cref="ScoringFailedException">It has done so for too long.</exception>
    public void Fail(string reason)
    {
        _failed = (_failed?.First ?? time.GetTimestamp(), time.GetTimestamp());
        if (time.GetElapsedTime(_failed.Value.First) >= Longest)
        {
            throw new ScoringFailedException(
                $"Its result could not be published for {Longest.TotalMinutes:0} minutes: {reason.TrimEnd('.')}. Mend that, and resume the job; nothing is scored again.");
        }
    }

    /// <summary>Begins anew.</summary>
    public void Renew() => _failed = null;
}
