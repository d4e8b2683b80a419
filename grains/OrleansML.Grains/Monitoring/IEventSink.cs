using OrleansML.Data.Monitoring;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Monitoring;

/// <summary>Gets every event of a silo, in about the order in which requests were answered. Called by the consumer only, one call at a time.</summary>
internal interface IEventSink
{
    /// <summary>Whether so much waits here that it should be flushed before its time.</summary>
    bool IsFull { get; }

    /// <summary>Whether something ended that should be flushed at once, so that nobody waits for it.</summary>
    /// <param name="completeUntil">Everything from before was taken.</param>
    bool IsDue(FeatureTime completeUntil) => false;

    /// <summary>Takes the rows of an answered request, or a failed one. Quick: whatever takes long waits for <see cref="FlushAsync"/>.</summary>
    void Take(in PredictionRows rows);

    /// <summary>Makes durable what was taken.</summary>
    /// <param name="completeUntil">Everything from before was taken.</param>
    /// <param name="evenFailed">Whether to try again at once what failed a moment ago.</param>
    /// <param name="cancellationToken">Gives up; what was not made durable is flushed next time.</param>
    Task FlushAsync(FeatureTime completeUntil, bool evenFailed, CancellationToken cancellationToken);
}
