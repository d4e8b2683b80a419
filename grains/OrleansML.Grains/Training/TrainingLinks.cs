using OrleansML.Training;
using OrleansML.Training.Workers;

namespace OrleansML.Grains.Training;

/// <summary>
/// Brings parts to the other members of a generation, each again until it has arrived or the generation is over: in memory to members on this silo, by
/// calls to the others.
/// </summary>
internal sealed class TrainingLinks(
    TrainingAssignment assignment, int self, ITrainingWorkerGrain[] members, TrainingNeighbors neighbors, TimeProvider time) : IDisposable
{
    private const int PatientAttempts = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ending = new();
    private readonly bool[] _unreachable = new bool[members.Length];

    public long Generation => assignment.Generation;

    /// <summary>Cancelled when the generation is over.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Slots of members that do not answer.</summary>
    public int[] Unreachable => [.. assignment.Members.Where((_, place) => _unreachable[place]).Select(static member => member.Slot)];

    /// <summary>Sends a part; comes back at once, from any thread.</summary>
    public void Send(int member, ExchangePart part) => SendAsync(member, part).Ignore();

    public void Dispose()
    {
        _ending.Cancel();
    }

    private async Task SendAsync(int member, ExchangePart part)
    {
        for (var failures = 0; !_ending.IsCancellationRequested;)
        {
            try
            {
                if (neighbors.TryHand(assignment.Members[member].Incarnation, Generation, part) || await CallAsync(member, part))
                {
                    _unreachable[member] = false;
                    return;
                }
            }
            catch (Exception) when (!_ending.IsCancellationRequested)
            {
                _unreachable[member] = ++failures >= PatientAttempts;
            }

            await Task.Delay(Pause, time, _ending.Token);
        }
    }

    private Task<bool> CallAsync(int member, ExchangePart part)
    {
        var chunk = new GradientChunk
        {
            Generation = Generation,
            Round = part.Round,
            Sender = self,
            FirstShard = part.FirstShard,
            Shards = part.Shards,
            Offset = part.Offset,
            Data = part.Data,
            Rows = part.Tally.Rows,
            RowSum = part.Tally.Hash,
        };
        return members[member].Receive(chunk).WaitAsync(CallTimeout, time, _ending.Token);
    }
}
