using Microsoft.Extensions.Time.Testing;
using OrleansML.Grains.Training;
using OrleansML.Testing;
using OrleansML.Training;
using OrleansML.Training.Runs;
using OrleansML.Training.Workers;

namespace OrleansML.UnitTests.Training;

public sealed class TrainingLinksTests : IDisposable
{
    private static readonly TrainingMember[] Members =
    [
        new() { Slot = 0, Incarnation = Guid.NewGuid(), Silo = "127.0.0.1:1@1", FirstShard = 0, Shards = 1 },
        new() { Slot = 1, Incarnation = Guid.NewGuid(), Silo = "127.0.0.1:1@1", FirstShard = 1, Shards = 1 },
    ];

    private static readonly ExchangePart Part = new(Round: 3, Sender: 0, FirstShard: 0, Shards: 1, Offset: 0, Data: [1, 2, 3, 4], new RowTally(5, 6));

    private readonly FakeTimeProvider _time = new();
    private readonly TrainingNeighbors _neighbors = new();
    private readonly RecordingMember _other = new();
    private readonly TrainingLinks _links;

    public TrainingLinksTests() => _links = new TrainingLinks(
        new TrainingAssignment { Generation = 2, Members = Members, Position = 0 }, self: 0, [new RecordingMember(), _other], _neighbors, _time);

    public void Dispose() => _links.Dispose();

    [Fact]
    public void Send_MemberOnThisSilo_HasThePartWithoutACall()
    {
        var taken = new List<(long Generation, ExchangePart Part)>();
        _neighbors.Add(Members[1].Incarnation, (generation, part) =>
        {
            taken.Add((generation, part));
            return true;
        });

        _links.Send(1, Part);

        Assert.Equal([(2L, Part)], taken);
        Assert.Empty(_other.Chunks);
    }

    [Fact]
    public void Send_MemberElsewhere_IsCalled()
    {
        _neighbors.Add(Members[0].Incarnation, static (_, _) => throw new InvalidOperationException("This is not who it is for."));

        _links.Send(1, Part);

        var chunk = Assert.Single(_other.Chunks);
        Assert.Equal((2L, 3L, 0, 0, 1, 0), (chunk.Generation, chunk.Round, chunk.Sender, chunk.FirstShard, chunk.Shards, chunk.Offset));
        Assert.Equal((5L, 6UL), (chunk.Rows, chunk.RowSum));
        Assert.Equal([1, 2, 3, 4], chunk.Data);
    }

    [Fact]
    public void Send_MemberHasLeftThisSilo_IsCalled()
    {
        _neighbors.Add(Members[1].Incarnation, static (_, _) => true);
        _neighbors.Remove(Members[1].Incarnation);

        _links.Send(1, Part);

        Assert.Single(_other.Chunks);
    }

    [Fact]
    public async Task Send_MemberOnThisSiloIsNotThereYet_IsTriedAgain()
    {
        var attempts = 0;
        _other.Takes = false;
        _neighbors.Add(Members[1].Incarnation, (_, _) => ++attempts == 3);

        _links.Send(1, Part);
        await Eventually.HoldsAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(10));
                return attempts == 3;
            },
            "the part has arrived");

        Assert.Equal(2, _other.Chunks.Count);
        Assert.Empty(_links.Unreachable);
    }

    [Fact]
    public async Task Send_MemberOnThisSiloRefusesThePart_IsUnreachableAfterThreeAttempts()
    {
        _neighbors.Add(Members[1].Incarnation, static (_, _) => throw new ArgumentException("It does not belong here."));

        _links.Send(1, Part);
        await Eventually.HoldsAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(10));
                return _links.Unreachable.Length > 0;
            },
            "the member counts as unreachable");

        Assert.Equal([1], _links.Unreachable);
        Assert.Empty(_other.Chunks);
    }

    private sealed class RecordingMember : ITrainingWorkerGrain
    {
        public bool Takes { get; set; } = true;

        public List<GradientChunk> Chunks { get; } = [];

        public Task<bool> Receive(GradientChunk chunk)
        {
            Chunks.Add(chunk);
            return Task.FromResult(Takes);
        }

        public Task<TrainingWorkerStatus> Prepare(TrainingWorkerSetup setup, long generation) => throw new NotSupportedException();

        public Task<TrainingWorkerStatus> Begin(TrainingAssignment assignment) => throw new NotSupportedException();

        public Task<byte[]?> ReadState(long generation, long offset) => throw new NotSupportedException();

        public Task Stop() => throw new NotSupportedException();
    }
}
