using System.Text;
using OrleansML.Data.Scoring;
using OrleansML.Features;
using OrleansML.Scoring;
using OrleansML.Testing;
using ScoringEstimate = OrleansML.Scoring.ScoringEstimate;

namespace OrleansML.ClusterTests.Scoring;

public sealed class ScoringJobTests : IAsyncLifetime, IDisposable
{
    private readonly ScoringFiles _files = new();
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    public async Task InitializeAsync()
    {
        _platform = await PlatformCluster.StartAsync(["cpu", "cpu"], ScoringJobs.FastSettings);
        await Platform.Client.Registry.PushAsync("score", new MemoryStream(ScoringFiles.Model));
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Start_ParquetFiles_WritesEachRowOnceWithItsScoreInTheOrderOfTheInput()
    {
        _files.Write("in-1.parquet", rows: 30_000);
        _files.Write("in-2.parquet", rows: 12_345);

        var status = await ScoringJobs.RunAsync(Platform.Grains, "parquet", _files.Definition("score", _files.PathOf("in-*.parquet"), _files.PathOf("out")));

        Assert.Equal((42_345, 42_345, 0), (status.Rows, status.RowsDone, status.DeadRows));
        var manifest = ScoringManifest.TryLoad(_files.PathOf("out"))!;
        Assert.Equal(("parquet", "score", 1, 42_345), (manifest.Job, manifest.Model, manifest.Version, manifest.Scored));
        Assert.Equal(
            Enumerable.Range(0, 30_000).Concat(Enumerable.Range(0, 12_345)).Select(static row => ((long)row, $"r{row % 3}", ScoringFiles.ScoreOf(row))),
            _files.ReadResult("out"));
        Assert.Equal(status.Outcome!.Manifest, Path.Combine(_files.PathOf("out"), ScoringManifest.FileName));
        Assert.False(Directory.Exists(Path.Combine(Platform.FeatureDirectory, "scoring", "parquet")));
    }

    [Fact]
    public async Task Start_CsvWithBadRows_MakesDeadLettersOfExactlyThese()
    {
        _files.Write("in.csv", rows: 12_000, a: "CASE WHEN i = 17 THEN 'many' WHEN i = 9999 THEN NULL ELSE ((i % 1000)::INT)::VARCHAR END");

        var status = await ScoringJobs.RunAsync(Platform.Grains, "csv", _files.Definition("score", _files.PathOf("in.csv"), _files.PathOf("out")));

        Assert.Equal((12_000, 12_000, 2), (status.Rows, status.RowsDone, status.DeadRows));
        Assert.Equal(
            Enumerable.Range(0, 12_000).Where(static row => row is not (17 or 9_999)).Select(static row => ((long)row, $"r{row % 3}", ScoringFiles.ScoreOf(row))),
            _files.ReadResult("out"));
        Assert.Equal(
            [(18, """{"id":"17"}""", "'a' is 'many', which is no number that a float holds"), (10_000, """{"id":"9999"}""", "'a' is missing")],
            _files.ReadLetters("out"));
    }

    [Fact]
    public async Task Start_MoreDeadLettersThanAllowed_FailsWithTheFirstAndPublishesNothing()
    {
        _files.Write("in.parquet", rows: 20_000, a: "CASE WHEN i % 100 = 3 THEN NULL ELSE 1.0::FLOAT END");

        var job = await ScoringJobs.StartAsync(
            Platform.Grains, "dead", _files.Definition("score", _files.PathOf("in.parquet"), _files.PathOf("out"), "dead_letters: { most: 60, share: 0.5 }"));
        var status = await ScoringJobs.EndAsync(job);

        Assert.Equal(ScoringState.Failed, status.State);
        Assert.Matches("^[0-9]+ of 20000 rows could not be scored; 60 are allowed \\(dead_letters\\)\\. The first: row [0-9]*4 of the input: 'a' is missing\\. Mend the rows or raise the limit, and start another job\\.$", status.Reason);
        Assert.Null(ScoringManifest.TryLoad(_files.PathOf("out")));
    }

    [Fact]
    public async Task Start_ColumnIsMissing_FailsWithWhatThereIs()
    {
        var path = _files.Write("in.parquet", rows: 10);

        var job = await ScoringJobs.StartAsync(
            Platform.Grains, "columns", _files.Definition("score", path, _files.PathOf("out")).Replace("[a, b, c]", "[a, b, amount]", StringComparison.Ordinal));
        var status = await ScoringJobs.EndAsync(job);

        Assert.Equal((ScoringState.Failed, $"'{path}' has no column 'amount'; it has id, a, b, c, region."), (status.State, status.Reason));
    }

    [Fact]
    public async Task Start_DefinitionDoesNotFitTheModel_FailsWithEverythingThatDoesNot()
    {
        var path = _files.Write("in.parquet", rows: 10);
        var definition = _files.Definition("score", path, _files.PathOf("out"))
            .Replace("[a, b, c]", "[a, b]", StringComparison.Ordinal).Replace("score: output", "score: probability", StringComparison.Ordinal);

        var status = await ScoringJobs.EndAsync(await ScoringJobs.StartAsync(Platform.Grains, "fit", definition));

        Assert.Equal(
            (ScoringState.Failed, "The definition does not fit model 'score': input 'features' takes 3 values of each row, and 'inputs.features' names 2 columns; column 'score' names output 'probability', which the model does not have; it has 'output'."),
            (status.State, status.Reason));
    }

    [Fact]
    public async Task Start_UnknownModelOrDefinitionOfAnotherJob_IsRefused()
    {
        var path = _files.Write("in.parquet", rows: 10);
        var definition = _files.Definition("score", path, _files.PathOf("out"));
        await ScoringJobs.RunAsync(Platform.Grains, "again", definition);

        var unknown = await Assert.ThrowsAsync<OrleansMLException>(() => ScoringJobs.StartAsync(Platform.Grains, "unknown", _files.Definition("nobody", path, "/tmp")));
        var other = await Assert.ThrowsAsync<OrleansMLException>(() => ScoringJobs.StartAsync(Platform.Grains, "again", definition + "\nworkers: { most: 1 }"));
        var same = await (await ScoringJobs.StartAsync(Platform.Grains, "again", definition)).GetStatus();

        Assert.Equal((ErrorCode.ModelNotFound, "There is no model 'nobody'; push it first."), (unknown.Code, unknown.Message));
        Assert.Equal((ErrorCode.Conflict, "Scoring job 'again' exists with another definition; start this one under another id."), (other.Code, other.Message));
        Assert.Equal(ScoringState.Completed, same.State);
    }

    [Fact]
    public async Task Start_OutputOfAnotherJob_FailsAndLeavesItAsItIs()
    {
        var path = _files.Write("in.parquet", rows: 100);
        var definition = _files.Definition("score", path, _files.PathOf("out"));
        await ScoringJobs.RunAsync(Platform.Grains, "first", definition);
        var before = await File.ReadAllBytesAsync(Path.Combine(_files.PathOf("out"), ScoringManifest.FileName));

        var status = await ScoringJobs.EndAsync(await ScoringJobs.StartAsync(Platform.Grains, "second", definition));

        Assert.Equal(
            (ScoringState.Failed, $"'{_files.PathOf("out")}' holds the result of scoring job 'first'; give each job a folder of its own, or remove that result."),
            (status.State, status.Reason));
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(_files.PathOf("out"), ScoringManifest.FileName)));
        Assert.Equal(100, _files.ReadResult("out").Count);
    }

    [Fact]
    public async Task Estimate_OfAJob_SaysRowsSlicesAndSpeedAndWritesNothing()
    {
        var path = _files.Write("in.parquet", rows: 12_000, a: "CASE WHEN i = 5 THEN NULL ELSE 1.0::FLOAT END");
        var job = Platform.Grains.GetGrain<IScoringCoordinatorGrain>("estimate");
        ScoringEstimate? estimate = null;
        await Eventually.HoldsAsync(
            async () => (estimate = await job.Estimate(_files.Definition("score", path, _files.PathOf("out")))) is { Workers: 2 }, "there is an estimate that knows of both silos");

        Assert.Equal((1, 12_000, true, 3, 512, 2), (estimate!.Version, estimate.Rows, estimate.IsExact, estimate.Slices, estimate.BatchRows, estimate.Workers));
        Assert.Equal((5_120, 1, "row 6 of the input: 'a' is missing"), (estimate.SampleRows, estimate.SampleDeadRows, estimate.SampleDeadReason));
        Assert.True(estimate.RowsPerSecond > 0);
        Assert.False(Directory.Exists(_files.PathOf("out")));
        var none = await Assert.ThrowsAsync<OrleansMLException>(job.GetStatus);
        Assert.Equal(ErrorCode.RunNotFound, none.Code);
    }

    [Fact]
    public async Task Start_OutputIsAFeatureView_ScoresAreReadByEntity()
    {
        await Platform.Client.Features.ApplyAsync("scores", """
            name: scores
            entity: { number: long }
            sources:
              batch:
                kind: push
                mode: pushed
                event_id: event_id
                event_time: scored_at
                fields:
                  score: { type: float, ttl: 2d }
                  region: { type: string, ttl: 2d }
            """);
        var path = _files.Write("in.parquet", rows: 3_000);
        var definition = _files.Definition("score", path, "x").Replace("output: { path: x }", "output: { view: { name: scores, names: { id: number } } }", StringComparison.Ordinal);

        var status = await ScoringJobs.RunAsync(Platform.Grains, "view", definition);

        Assert.Equal("feature view scores", status.Outcome!.Result);
        var read = await Platform.Client.Features.ReadAsync(new FeatureReadRequest
        {
            View = "scores",
            Entities = [.. new[] { 0, 1, 2_999 }.Select(static id => new EntityRequest { Entity = $"{id}" })],
            Selection = new FeatureSelection { Features = ["score"], Timeout = TimeSpan.FromSeconds(20) },
        });
        Assert.Equal(
            new[] { 0, 1, 2_999 }.Select(static id => (object?)(double)ScoringFiles.ScoreOf(id)), read.Vectors.Select(static vector => vector.Features[0].Value.ToObject()));
    }

    [Fact]
    public async Task Start_ModelThatReadsFeaturesAndRawColumns_ScoresEntitiesAsServingDoes()
    {
        await Platform.Client.Features.ApplyAsync("shop", """
            name: shop
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                fields:
                  a: { type: double, ttl: 1d }
            """);
        await Platform.Client.Features.IngestAsync(new FeatureIngestRequest { View = "shop", Events = Encoding.UTF8.GetBytes("""{"card": "c1", "a": 5}""" + "\n" + """{"card": "c2", "a": 7}""") });
        const string Manifest = """
            name: cards
            features: { views: [shop] }
            request: { b: double }
            preprocessing:
              features:
                type: float
                columns:
                  - { column: shop.a, steps: [{ cast: { to: double } }, { impute: { value: 100 } }] }
                  - { column: b, steps: [{ cast: { to: double } }] }
                  - { column: b, steps: [{ cast: { to: double } }, { impute: { value: 0 } }] }
            """;
        await Platform.Client.Registry.PushAsync("cards", new MemoryStream(ScoringFiles.Model), new OrleansML.Client.PushOptions { Manifest = Manifest });
        await File.WriteAllTextAsync(_files.PathOf("in.csv"), "Card,b\nc1,1\nc2,2\nc3,3\nc1,\nc1,four\n");

        await ScoringJobs.RunAsync(
            Platform.Grains, "cards-1", $$"""
            model: cards
            input: { path: {{_files.PathOf("in.csv")}} }
            key: [Card]
            inputs: { card: [Card] }
            output: { path: {{_files.PathOf("out")}} }
            columns: { score: output }
            dead_letters: { most: 5, share: 1 }
            """);

        Assert.Equal(
            [(4, "Column 'b': the value is missing, and no step imputes one."), (5, "Column 'b': 'four' is no double.")], _files.ReadLetters("out").Select(static letter => (letter.Row, letter.Reason)));

        // a - 2b + 0.5b, where a is 100 for a card that nobody has seen; b without a number is refused, as in serving.
        Assert.Equal([("c1", 3.5f), ("c2", 4f), ("c3", 95.5f)], _files.ReadScores("out", "Card"));
    }

    [Fact]
    public async Task Start_InputIsAFeatureView_ScoresEveryEntityOfItOnce()
    {
        await Platform.Client.Features.ApplyAsync("people", """
            name: people
            entity: { id: long }
            sources:
              crm:
                kind: push
                mode: pushed
                fields:
                  a: { type: double, ttl: 1d }
            """);
        var events = string.Join('\n', Enumerable.Range(0, 500).Concat(Enumerable.Range(0, 100)).Select(static id => $$"""{"id": {{id}}, "a": {{id % 1000}}}"""));
        await Platform.Client.Features.IngestAsync(new FeatureIngestRequest { View = "people", Events = Encoding.UTF8.GetBytes(events) });
        const string Manifest = """
            name: people
            features: { views: [people] }
            preprocessing:
              features:
                type: float
                columns:
                  - { column: people.a, steps: [{ cast: { to: double } }] }
                  - { column: people.a, steps: [{ cast: { to: double } }] }
                  - { column: people.a, steps: [{ cast: { to: double } }] }
            """;
        await Platform.Client.Registry.PushAsync("people", new MemoryStream(ScoringFiles.Model), new OrleansML.Client.PushOptions { Manifest = Manifest });
        var definition = $$"""
            model: people
            input: { view: people }
            key: [id]
            output: { path: {{_files.PathOf("out")}} }
            columns: { score: output }
            """;
        await Eventually.HoldsAsync(async () => await FindRowsAsync(definition) == 500, "all events are in the history's files");

        await ScoringJobs.RunAsync(Platform.Grains, "people-1", definition);

        // a - 2a + 0.5a
        Assert.Equal(Enumerable.Range(0, 500).Select(static id => ($"{id}", -0.5f * id)), _files.ReadScores("out", "id::VARCHAR"));
    }

    private async Task<long?> FindRowsAsync(string definition)
    {
        try
        {
            ScoringEstimate? estimate = null;
            var job = Platform.Grains.GetGrain<IScoringCoordinatorGrain>(Guid.NewGuid().ToString("N"));
            await Eventually.HoldsAsync(async () => (estimate = await job.Estimate(definition)) is not null, "there is an estimate");
            return estimate!.Rows;
        }
        catch (OrleansMLException exception) when (exception.Code == ErrorCode.InvalidRequest)
        {
            return null;
        }
    }
}
