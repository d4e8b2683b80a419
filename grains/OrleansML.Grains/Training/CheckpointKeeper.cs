using OrleansML.Training;
using OrleansML.Training.Workers;

namespace OrleansML.Grains.Training;

/// <summary>
/// Stores the states that a worker hands over, one at a time, while it computes on: the newest that waits, and in any case the last. A state counts
/// once the coordinator has stored where it is.
/// </summary>
internal sealed class CheckpointKeeper(string run, TrainingArtifacts artifacts, Func<ITrainingCoordinatorGrain> coordinator, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    private readonly List<string> _unknown = [];
    private WorkerSnapshot? _waiting;
    private Task _storing = Task.CompletedTask;

    /// <summary>Whether a state is being stored.</summary>
    public bool IsStoring => !_storing.IsCompleted;

    /// <summary>Takes a state over, on any thread.</summary>
    public void Keep(WorkerSnapshot snapshot) => Volatile.Write(ref _waiting, snapshot);

    /// <summary>Begins to store what waits, unless something is being stored.</summary>
    public void Store(long generation, CancellationToken cancellationToken)
    {
        if (!IsStoring && Interlocked.Exchange(ref _waiting, null) is { } snapshot)
            _storing = StoreAsync(snapshot, generation, cancellationToken);
    }

    /// <summary>Waits until nothing is being stored any more, or gives up.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _storing.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The silo goes down; the next member stores a state.
        }
    }

    private async Task StoreAsync(WorkerSnapshot snapshot, long generation, CancellationToken cancellationToken)
    {
        string? artifact = null;
        var digest = "";
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                // What is written is told of in any case: a run that has ended removes what came too late.
                if (artifact is null)
                    (artifact, digest) = await artifacts.WriteStateAsync(run, snapshot, CancellationToken.None);
                var isCommitted = await coordinator().Commit(new TrainingCheckpoint
                {
                    Generation = generation,
                    Position = snapshot.Position,
                    Step = snapshot.Step,
                    Artifact = artifact,
                    Digest = digest,
                    IsLast = snapshot.IsLast,
                    Epochs = TrainingEpochs.Of(snapshot.Epochs),
                }).WaitAsync(CallTimeout, time, CancellationToken.None);
                if (isCommitted)
                    await ForgetAsync(artifact);
                return;
            }
            catch (Exception) when (Volatile.Read(ref _waiting) is null)
            {
                // A store or a coordinator that is out of reach: the same again, unless there is a newer state.
                await Task.Delay(Pause, time, CancellationToken.None);
            }
            catch (Exception)
            {
                if (artifact is not null)
                    _unknown.Add(artifact);
                return;
            }
        }
    }

    // The run goes on from a later state, whether or not the coordinator had heard of those before.
    private async Task ForgetAsync(string committed)
    {
        foreach (var artifact in _unknown.Where(artifact => artifact != committed))
            await artifacts.TryDeleteAsync(artifact);
        _unknown.Clear();
    }
}
