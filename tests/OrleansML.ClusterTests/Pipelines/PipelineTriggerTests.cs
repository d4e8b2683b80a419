using System.Globalization;
using System.Text;
using OrleansML.Features;
using OrleansML.Pipelines;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Pipelines;

/// <summary>Runs for new rows and for alarms, and training sets from what was recorded; a minute passes in three seconds.</summary>
public sealed class PipelineTriggerTests : IAsyncLifetime, IDisposable
{
    private readonly FastTime _time = new(DateTimeOffset.UtcNow, 20);
    private readonly TemporaryDirectory _directory = new();
    private PlatformCluster? _platform;
    private Receiver? _receiver;

    private PlatformCluster Platform => _platform!;

    private Receiver Receiver => _receiver!;

    public async Task InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _platform = await PlatformCluster.StartAsync(["cpu"], PipelineCalls.FastSettings(("OrleansML:Features:HistoryBound", "00:00:00.2")), _time);
    }

    public async Task DisposeAsync()
    {
        await Platform.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task NewRows_OfFiles_StartOneRunWhenThereAreEnough()
    {
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "rows", $$"""
            name: rows
            triggers:
              enough: { new_rows: { source: "{{_directory.Path}}/*.csv", at_least: 3, poll: 1m } }
            steps:
              look: { kind: sql, engine: duckdb, statement: "select ${run.key}" }
            """);
        await WriteAsync("one.csv", 2);

        var found = await WhyAsync(pipeline, "had 2 new rows");
        Assert.StartsWith($"'{_directory.Path}/*.csv' had 2 new rows from ", found, StringComparison.Ordinal);
        Assert.EndsWith("; 3 start a run.", found, StringComparison.Ordinal);
        Assert.Empty((await pipeline.GetStatus()).Recent);

        await WriteAsync("two.csv", 3);
        await Eventually.HoldsAsync(async () => (await pipeline.GetStatus()).Recent.Length == 1, "a run has ended", TimeSpan.FromSeconds(60));
        await WriteAsync("three.csv", 1);
        await WhyAsync(pipeline, "had 1 new rows");

        var status = await pipeline.GetStatus();
        var run = Assert.Single(status.Recent);
        Assert.Equal((PipelineRunState.Succeeded, "enough", status.AppliedAt), (run.State, run.Trigger, run.IntervalStart));
        Assert.Equal(1, (await pipeline.GetDecisions(100)).Count(static decision => decision.Kind == "start"));
    }

    [Fact]
    public async Task NewRows_FilesOfNoKnownKind_SaysWhichAreAndStartsNothing()
    {
        await WriteAsync("rows.txt", 5);
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "unknown", $$"""
            name: unknown
            triggers:
              enough: { new_rows: { source: "{{_directory.Path}}/*.txt", at_least: 1, poll: 1m } }
            steps:
              look: { kind: sql, engine: duckdb, statement: select 1 }
            """);

        var why = await WhyAsync(pipeline, "kind is not known");

        Assert.Equal(
            $"Rows could not be counted, and will be again: Rows of '{_directory.Path}/*.txt' cannot be counted: its kind is not known; .parquet, .csv, .jsonl, .ndjson, .json are.", why);
        Assert.Empty((await pipeline.GetStatus()).Recent);
    }

    [Fact]
    public async Task NewRows_OfAView_StartARunThatBuildsItsTrainingSet()
    {
        await Platform.Client.Features.ApplyAsync("customer", """
            name: customer
            entity: { id: string }
            sources:
              orders:
                kind: push
                mode: pushed
                event_time: at
                event_id: order
                fields:
                  spent: { type: double }
            """);
        var set = _directory.File("set.parquet");
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "sets", $$"""
            name: sets
            triggers:
              enough: { new_rows: { source: customer, at_least: 3, poll: 1m } }
            steps:
              history: { kind: training_set, spine: "{{_directory.File("spine.csv")}}", time: at, output: "{{set}}", views: { customer: { features: [spent], keys: { id: customer } } } }
              read: { kind: sql, after: [history], engine: duckdb, statement: "select string_agg(customer || ' ' || coalesce(columns('.*spent')::varchar, '-'), ', ' order by row) from read_parquet('{{set}}')" }
            """);
        var now = _time.GetUtcNow();

        // By hand: nothing is known before it arrives, however old it is, and of c2 nothing ever; later c1 has spent 4 last, and c3 has spent 9.
        await File.WriteAllTextAsync(_directory.File("spine.csv"), string.Create(CultureInfo.InvariantCulture, $"""
            row,customer,at
            1,c1,{Text(now.AddSeconds(-10))}
            2,c1,{Text(now.AddHours(1))}
            3,c2,{Text(now.AddHours(1))}
            4,c3,{Text(now.AddHours(1))}

            """));
        var reply = await Platform.Client.Features.IngestAsync(new FeatureIngestRequest
        {
            View = "customer",
            Events = Encoding.UTF8.GetBytes(string.Join('\n', Event("c1", "o1", -60, 2.5), Event("c1", "o2", -30, 4), Event("c3", "o3", -20, 9))),
        });
        Assert.Equal(3, reply.Accepted);

        await Eventually.HoldsAsync(async () => (await pipeline.GetStatus()).Recent.Length == 1, "a run has ended", TimeSpan.FromSeconds(90));

        var run = await pipeline.GetRun((await pipeline.GetStatus()).Recent[0].Key);
        Assert.True(run.State == PipelineRunState.Succeeded, run.Reason);
        Assert.Equal(set, run.Step("history").Output);
        Assert.Equal("c1 -, c1 4.0, c2 -, c3 9.0", run.Step("read").Output);

        string Event(string customer, string order, int seconds, double spent) => string.Create(
            CultureInfo.InvariantCulture, $"{{\"id\": \"{customer}\", \"order\": \"{order}\", \"at\": \"{Text(now.AddSeconds(seconds))}\", \"spent\": {spent}}}");
    }

    [Fact]
    public async Task TrainingSet_OfViewsThatAreNotThere_NamesThem()
    {
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "absent", """
            name: absent
            steps:
              history: { kind: training_set, spine: /nowhere/spine.csv, time: at, output: /nowhere/set.parquet, views: { nobody: {}, nothing: {} } }
            """);

        var run = await PipelineCalls.RunAsync(pipeline, "one");

        Assert.Equal(PipelineRunState.Failed, run.State);
        Assert.Equal(
            "attempt 1 failed (user): There is no feature view 'nobody', 'nothing'; apply it, or name another; a user's error is never tried again", run.Step("history").Reason);
    }

    [Fact]
    public async Task RaiseAlarm_WhileARunGoesOnOrOfNoId_SaysWhatCameOfIt()
    {
        Receiver.Status = static (_, _) => null;
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "drifts", $$"""
            name: drifts
            triggers:
              any: { alarm: { model: churn } }
            steps:
              call: { kind: http, url: "{{Receiver.Url}}/" }
            """);
        var first = new PipelineAlarm { Id = "a1", Model = "churn", Name = "drift", At = _time.GetUtcNow() };

        Assert.EndsWith("it is due, and no other run goes on.", Assert.Single(await pipeline.RaiseAlarm(first)), StringComparison.Ordinal);
        var second = first with { Id = "a2", Name = "age", At = first.At.AddSeconds(1) };
        var open = (await pipeline.GetStatus()).Open!;
        Assert.Equal(
            $"'any/{Text(second.At)}' is skipped: '{open.Key}' still goes on, and overlap is 'skip'.", Assert.Single(await pipeline.RaiseAlarm(second)));
        Assert.Equal(
            $"The alarm of {Text(first.At)} is not later than {Text(second.At)}, up to which 'any' is decided.", Assert.Single(await pipeline.RaiseAlarm(first with { Id = "a3" })));
        var exception = await Assert.ThrowsAsync<OrleansMLException>(() => pipeline.RaiseAlarm(first with { Id = "" }));

        Assert.Equal((ErrorCode.InvalidRequest, "The id of the alarm has 0 characters; 1 to 200 are allowed."), (exception.Code, exception.Message));
        await pipeline.Cancel(open.Run, "enough");
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    // By the clock of the silos, as the files of a machine with that clock would be.
    private async Task WriteAsync(string name, int rows)
    {
        var draft = _directory.File($"{name}.draft");
        await File.WriteAllTextAsync(draft, "x\n" + string.Concat(Enumerable.Repeat("1\n", rows)));
        File.SetLastWriteTimeUtc(draft, _time.GetUtcNow().UtcDateTime);
        File.Move(draft, _directory.File(name));
    }

    private static async Task<string> WhyAsync(IPipelineGrain pipeline, string part)
    {
        var why = "";
        await Eventually.HoldsAsync(
            async () => (why = (await pipeline.GetStatus()).Triggers[0].Why).Contains(part, StringComparison.Ordinal), $"the trigger says that it {part}", TimeSpan.FromSeconds(60));
        return why;
    }
}
