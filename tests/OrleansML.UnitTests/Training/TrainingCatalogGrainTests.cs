using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansML.Grains.Registry;
using OrleansML.Grains.Training;
using OrleansML.Storage.Artifacts;
using OrleansML.Testing;

namespace OrleansML.UnitTests.Training;

public sealed class TrainingCatalogGrainTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(Start);
    private readonly MemoryState<TrainingCatalogState> _state = new(new TrainingCatalogState());
    private readonly DirectoryArtifactStore _store;
    private readonly TrainingCatalogGrain _catalog;

    public TrainingCatalogGrainTests()
    {
        _store = new DirectoryArtifactStore(Options.Create(new ArtifactStoreOptions { RootPath = _directory.File("artifacts") }), _time);
        _catalog = Activate();
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Release_RunThatIsDone_RemovesWhatNoOtherRunNeeds()
    {
        var (rows, one, two, package) = (await WriteAsync("rows"), await WriteAsync("one"), await WriteAsync("two"), await WriteAsync("package"));
        await StartAsync("first", rows, one);
        await StartAsync("second", rows, two);

        await _catalog.Release("first", [], Start);
        Assert.Equal(Sorted(rows, two, package), await FilesAsync());

        await _catalog.Release("second", [await WriteAsync("checkpoint")], Start);
        Assert.Equal([package], await FilesAsync());
        Assert.Empty(_state.State.Holdings);
    }

    [Fact]
    public async Task Sweep_RunThatCanBeResumed_RemovesAtItsTimeAndNotBefore()
    {
        var rows = await WriteAsync("rows");
        await StartAsync("failed", rows);
        await _catalog.Release("failed", [], Start.AddDays(7));

        _time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await _catalog.Sweep();
        Assert.Equal([rows], await FilesAsync());

        _time.Advance(TimeSpan.FromSeconds(1));
        await _catalog.Sweep();
        Assert.Empty(await FilesAsync());
    }

    [Fact]
    public async Task Reclaim_BeforeItsTime_KeepsAllForGood()
    {
        var rows = await WriteAsync("rows");
        await StartAsync("failed", rows);
        await _catalog.Release("failed", [], Start.AddDays(7));

        var isThere = await _catalog.Reclaim("failed", [rows]);
        _time.Advance(TimeSpan.FromDays(30));
        await _catalog.Sweep();

        Assert.True(isThere);
        Assert.Equal([rows], await FilesAsync());
    }

    [Fact]
    public async Task Reclaim_NotGivenUpYet_IsThereWithACheckpointThatIsNotNotedYet()
    {
        var (rows, checkpoint) = (await WriteAsync("rows"), await WriteAsync("checkpoint"));
        await StartAsync("failed", rows);

        Assert.True(await _catalog.Reclaim("failed", [rows, checkpoint]));
        await _catalog.Release("failed", [], Start);
        Assert.Empty(await FilesAsync());
    }

    [Fact]
    public async Task Reclaim_AfterRemoval_SaysSo()
    {
        var rows = await WriteAsync("rows");
        await StartAsync("failed", rows);
        await _catalog.Release("failed", [], Start);

        Assert.False(await _catalog.Reclaim("failed", [rows]));
        Assert.True(await _catalog.Reclaim("failed", []));
    }

    [Fact]
    public async Task Sweep_RemovalThatACrashInterrupted_RemovesTheRest()
    {
        var (gone, rest) = (await WriteAsync("rows"), await WriteAsync("one"));
        await _store.DeleteAsync(gone);
        _state.State = new TrainingCatalogState { Runs = ["run"], Holdings = [new TrainingHolding("run", [gone, rest], Start, IsGoing: true)] };
        await _state.WriteStateAsync();

        Assert.False(await Activate().Reclaim("run", [rest]));
        await Activate().Sweep();

        Assert.Empty(await FilesAsync());
        Assert.Empty(_state.State.Holdings);
    }

    [Fact]
    public async Task Sweep_ActivationThatMissedChanges_RemovesNothingThatIsNeededSince()
    {
        var rows = await WriteAsync("rows");
        await StartAsync("first", rows);
        await _catalog.Release("first", [], Start.AddDays(7));
        var stale = _state.State;
        Assert.True(await _catalog.Reclaim("first", [rows]));
        _state.State = stale;

        _time.Advance(TimeSpan.FromDays(7));
        await Activate().Sweep();

        Assert.Equal([rows], await FilesAsync());
    }

    [Fact]
    public async Task Sweep_StoreThatFails_GoesOnWithOthersAndTriesAgain()
    {
        var rows = await WriteAsync("rows");
        await StartAsync("broken", "no digest");
        await StartAsync("sound", rows);
        await _catalog.Release("broken", [], Start);

        await _catalog.Release("sound", [], Start);

        Assert.Empty(await FilesAsync());
        Assert.Equal(["broken"], _state.State.Holdings.Select(static holding => holding.Run));
    }

    [Fact]
    public async Task Sweep_NothingIsDue_WritesNothing()
    {
        await StartAsync("run", await WriteAsync("rows"));
        var writes = _state.Writes;

        await _catalog.Sweep();

        Assert.Equal(writes, _state.Writes);
    }

    [Fact]
    public async Task Hold_RunThatHasEnded_IsRefused()
    {
        await StartAsync("run");
        await _catalog.NoteEnded("run", hasEnded: true);

        Assert.False(await _catalog.Hold("run", ["late"]));
        Assert.Empty(_state.State.Holdings);
    }

    private TrainingCatalogGrain Activate() => new(_state, _store, _time, NullLogger<TrainingCatalogGrain>.Instance);

    private async Task StartAsync(string run, params string[] artifacts)
    {
        await _catalog.Add(run);
        if (artifacts.Length > 0)
            Assert.True(await _catalog.Hold(run, artifacts));
    }

    private Task<string> WriteAsync(string content) => new ArtifactWriter(_store).WriteAsync(Encoding.UTF8.GetBytes(content), CancellationToken.None);

    private async Task<string[]> FilesAsync()
    {
        var digests = new List<string>();
        await foreach (var artifact in _store.ListAsync())
            digests.Add(artifact.Digest);
        return [.. digests];
    }

    private static string[] Sorted(params string[] digests) => [.. digests.Order(StringComparer.Ordinal)];
}
