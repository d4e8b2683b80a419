using Orleans.Storage;
using OrleansML.Grains.Monitoring;

namespace OrleansML.Grains.Scoring;

/// <summary>
/// Stores what is known of one job. Changes are made one at a time, although reports and ticks come while another is being written, and what they come to is
/// counted once it is stored. Used in the coordinator's turns only.
/// </summary>
/// <param name="state">Where it is stored.</param>
/// <param name="metrics">Counts rows and ends.</param>
/// <param name="job">Id of the job.</param>
internal sealed class ScoringJobStore(IPersistentState<ScoringJobState> state, JobMetrics metrics, string job) : IDisposable
{
    private readonly SemaphoreSlim _writes = new(1);

    /// <summary>What is known, what is just being written with it.</summary>
    public ScoringJobState State => state.State;

    /// <summary>Changes what is known; nothing is written where the change returns what it was given.</summary>
    /// <exception cref="InconsistentStateException">Another activation has this job.</exception>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.StorageUnavailable"/>, and what the change throws.</exception>
    /// <exception cref="ScoringFailedException">The change throws it.</exception>
    public async Task ChangeAsync(Func<ScoringJobState, ScoringJobState> change)
    {
        await _writes.WaitAsync();
        var before = state.State;
        try
        {
            var next = change(before);
            if (ReferenceEquals(next, before))
                return;

            state.State = next;
            await state.WriteStateAsync();
            Count(before, next);
        }
        catch (InconsistentStateException)
        {
            state.State = before;
            throw;
        }
        catch (Exception exception) when (exception is not (ScoringFailedException or OrleansMLException))
        {
            state.State = before;
            throw new OrleansMLException(ErrorCode.StorageUnavailable, $"Scoring job '{job}' could not be stored: {exception.Message.TrimEnd('.')}. Repeat the request.", exception);
        }
        finally
        {
            _writes.Release();
        }
    }

    public void Dispose() => _writes.Dispose();

    // What is scored again by another worker changes nothing that is stored, and is not counted twice.
    private void Count(ScoringJobState before, ScoringJobState next)
    {
        var dead = next.DeadRows - before.DeadRows;
        metrics.RowsScored(next.DoneRows - before.DoneRows - dead, dead);
        if (next.HasEnded && !before.HasEnded)
            metrics.ScoringEnded(next.State);
    }
}
