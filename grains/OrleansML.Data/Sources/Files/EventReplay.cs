using System.Runtime.CompilerServices;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>
/// Plays records in the rhythm of their event times: the first at once, each other when as much time has passed since then as lies between
/// their event times, divided by the speed. What is late is not skipped but comes at once; the order is that of the records.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="speed">How many seconds of event time pass in one second, above 0; null: as fast as they are taken.</param>
public sealed class EventReplay(TimeProvider time, double? speed)
{
    private readonly TimeProvider _time = time ?? throw new ArgumentNullException(nameof(time));
    private readonly double? _speed = speed is null or > 0 and < double.PositiveInfinity
        ? speed
        : throw new ArgumentOutOfRangeException(nameof(speed), speed, "The speed must be a finite number above 0; leave it out to play as fast as possible.");

    /// <summary>Plays the records.</summary>
    /// <param name="records">In order of event time, as <see cref="FileEventSource.ReadAsync"/> gives them.</param>
    /// <param name="cancellationToken">Ends the playing at once.</param>
    public async IAsyncEnumerable<FileRecord> PlayAsync(
        IAsyncEnumerable<FileRecord> records, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var start = 0L;
        FeatureTime? first = null;
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            if (_speed is { } factor && record.Event?.EventTime is { } due)
            {
                if (first is null)
                    (first, start) = (due, _time.GetTimestamp());
                var wait = (due - first.Value) / factor - _time.GetElapsedTime(start);
                if (wait > TimeSpan.Zero)
                    await DelayAsync(wait, cancellationToken);
            }

            yield return record;
        }
    }

    // One delay may not be longer than some 49 days.
    private async Task DelayAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        var longest = TimeSpan.FromDays(1);
        for (; wait > longest; wait -= longest)
            await Task.Delay(longest, _time, cancellationToken);
        await Task.Delay(wait, _time, cancellationToken);
    }
}
