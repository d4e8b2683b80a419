using OrleansML.Pipelines;
using OrleansML.Testing;
using OrleansML.Testing.Servers;

namespace OrleansML.ClusterTests.Pipelines;

/// <summary>Steps that run SQL: on a real PostgreSQL, and on DuckDB within the folders that the operator allows.</summary>
public sealed class PipelineSqlTests : IAsyncLifetime, IDisposable
{
    private const string Password = "p w'd";
    private const string UserError = "a user's error is never tried again";

    private readonly TemporaryDirectory _allowed = new();
    private readonly TemporaryDirectory _forbidden = new();
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    public async Task InitializeAsync() =>
        _platform = await PlatformCluster.StartAsync(["cpu"], PipelineCalls.FastSettings(("OrleansML:Pipelines:SqlFolders:0", _allowed.Path)));

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose()
    {
        _allowed.Dispose();
        _forbidden.Dispose();
    }

    [Fact]
    public async Task Start_Postgresql_BindsPlaceholdersSaysWhatIsWrongAndWaitsForAServer()
    {
        await using var server = await PostgresServer.StartAsync(Password);
        Environment.SetEnvironmentVariable("ORLEANSML_SECRET_PIPELINE_TEST_PG", Password);
        await server.ExecuteAsync("create table scoring_days (day_end timestamptz, done boolean, note text); insert into scoring_days values ('2026-03-02T00:00:00Z', false, ''), ('2026-03-03T00:00:00Z', false, '')");
        var connection = $"{server.Address};Password=${{secret:PIPELINE_TEST_PG}};Timeout=30";
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "loads", $$"""
            name: loads
            steps:
              word: { kind: sql, engine: duckdb, statement: "select 'it''s; done'" }
              mark: { kind: sql, after: [word], engine: postgresql, connection: "{{connection}}", statement: "update scoring_days set done = true, note = ${steps.word.output} where day_end = ${interval.end} returning note || '/' || day_end::date" }
              count: { kind: sql, after: [mark], engine: postgresql, connection: "{{connection}}", statement: "select count(*) from scoring_days where done", retries: { most: 20, first: 1s, factor: 1, longest: 1s } }
            """);

        var run = await EndAsync(pipeline, (await StartAsync(pipeline, "one")).Run);

        Assert.True(run.State == PipelineRunState.Succeeded, run.Reason);
        Assert.Equal(["it's; done", "it's; done/2026-03-02", "1"], run.Steps.Select(static step => step.Output));
        Assert.Equal("2026-03-02|t|it's; done\n2026-03-03|f|", await server.ExecuteAsync("select day_end::date, done, note from scoring_days order by 1"));

        await server.ExecuteAsync("alter table scoring_days drop column note");
        var broken = await EndAsync(pipeline, (await StartAsync(pipeline, "two")).Run);
        Assert.Equal(PipelineRunState.Failed, broken.State);
        Assert.Equal($"attempt 1 failed (user): PostgreSQL (step): column \"note\" does not exist (SQLSTATE 42703); correct the definition or the table; {UserError}", broken.Step("mark").Reason);

        // What failed for the server's sake is tried again as the step says, and goes on when the server is back.
        await server.ExecuteAsync("alter table scoring_days add column note text");
        await server.KillAsync();
        await pipeline.Resume(broken.Run);
        var unreachable = await EndAsync(pipeline, broken.Run);
        Assert.Equal(PipelineRunState.Failed, unreachable.State);
        Assert.StartsWith("attempt 2 failed (unavailable): ", unreachable.Step("mark").Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, unreachable.Step("mark").Reason, StringComparison.Ordinal);
        await server.RestartAsync();
        await pipeline.Resume(broken.Run);
        Assert.Equal("1", (await EndAsync(pipeline, broken.Run)).Step("count").Output);
    }

    [Fact]
    public async Task Start_DuckDbOutsideOfAllowedFolders_IsRefused()
    {
        var (inside, outside) = (_allowed.File("rows.csv"), _forbidden.File("rows.csv"));
        await File.WriteAllTextAsync(outside, "x\n1\n");
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "folders", $$"""
            name: folders
            steps:
              writes: { kind: sql, engine: duckdb, statement: "copy (select 7 as x) to '{{inside}}'; select x from '{{inside}}'" }
              reads: { kind: sql, engine: duckdb, statement: "select x from '{{outside}}'" }
              unlocks: { kind: sql, engine: duckdb, statement: "set enable_external_access = true" }
              opens: { kind: sql, engine: duckdb, connection: "DataSource={{_forbidden.File("x.db")}}", statement: "select 1" }
              climbs: { kind: sql, engine: duckdb, connection: "DataSource={{_allowed.Path}}/../x.db", statement: "select 1" }
            """);

        var run = await EndAsync(pipeline, (await StartAsync(pipeline, "one")).Run);

        Assert.Equal("7", run.Step("writes").Output);
        Assert.Equal(
            $"attempt 1 failed (user): DuckDB: Permission Error: Cannot access file \"{outside}\" - file system operations are disabled by configuration; {UserError}",
            run.Step("reads").Reason);
        Assert.Matches($"^attempt 1 failed \\(user\\): DuckDB: .*; {UserError}$", run.Step("unlocks").Reason);
        Assert.Equal(
            $"attempt 1 failed (user): '{_forbidden.File("x.db")}' lies in no folder that the operator allows to SQL: {_allowed.Path}; {UserError}", run.Step("opens").Reason);
        Assert.StartsWith($"attempt 1 failed (user): '{_allowed.Path}/../x.db' lies in no folder", run.Step("climbs").Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(_forbidden.File("x.db")));
    }

    [Fact]
    public async Task Start_StepsWithOneDuckDbFileAtOnce_TakeTurns()
    {
        const int steps = 8;
        var names = Enumerable.Range(0, steps).Select(static index => $"add_{index}").ToArray();
        var connection = $"DataSource={_allowed.File("shared.db")}";
        var adding = string.Concat(names.Select(name =>
            $"  {name}: {{ kind: sql, after: [create], engine: duckdb, connection: \"{connection}\", statement: \"insert into t select '{name}' from range(1000)\" }}\n"));
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "shares", $$"""
            name: shares
            steps:
              create: { kind: sql, engine: duckdb, connection: "{{connection}}", statement: "create table t (name varchar)" }
            {{adding}}
              count: { kind: sql, after: [{{string.Join(", ", names)}}], engine: duckdb, connection: "{{connection}}", statement: "select count(*) || ' of ' || count(distinct name) from t" }
            """);

        var run = await EndAsync(pipeline, (await StartAsync(pipeline, "one")).Run);

        Assert.True(run.State == PipelineRunState.Succeeded, run.Reason);
        Assert.Equal("8000 of 8", run.Step("count").Output);
        Assert.All(run.Steps, static step => Assert.Equal(1, step.Attempt));
    }

    private static Task<PipelineRun> StartAsync(IPipelineGrain pipeline, string operation)
    {
        var end = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        return pipeline.Start(new StartPipelineRequest { Operation = operation, At = DateTimeOffset.UtcNow, IntervalStart = end.AddDays(-1), IntervalEnd = end });
    }

    private static Task<PipelineRun> EndAsync(IPipelineGrain pipeline, string run) =>
        PipelineCalls.ReachAsync(pipeline, run, static run => run.State != PipelineRunState.Running);
}
