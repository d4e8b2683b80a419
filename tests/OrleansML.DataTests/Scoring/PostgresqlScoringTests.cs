using OrleansML.Data.Scoring;
using OrleansML.DataTests.Sources;
using OrleansML.Learning.Scoring;
using OrleansML.Testing.Servers;
using Xunit;

namespace OrleansML.DataTests.Scoring;

public sealed class PostgresqlScoringTests(PostgresqlFixture fixture) : IClassFixture<PostgresqlFixture>, IDisposable
{
    private readonly ScoringBench _bench = new();

    private PostgresServer Server => fixture.Server;

    private string Connection => $"{Server.Address};Password=${{secret:SCORING}}";

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Plan_QueryWithACompositeKey_StagesEveryRowOnceInOrder()
    {
        await Server.ExecuteAsync("""
            create table customers (region text, id bigint, x real, name text, since timestamptz, balance numeric(9, 2), active boolean, primary key (region, id));
            insert into customers select 'r''' || i % 3, i, case when i = 5 then null else i / 4.0 end, case when i = 7 then '' when i = 8 then null else 'n"' || i end,
              '2024-01-01 00:00:00+02'::timestamptz + i * interval '1 day', i, i % 2 = 0 from generate_series(1, 1000) i
            """);
        var definition = Definition("select * from customers where id <= 900", "[region, id]", "include: [region, name, since, balance, active]\nlease_rows: 128");
        var given = new List<ScoringSlice>();

        var plan = await Planner().PlanAsync(definition, ["x"], _bench.Folder, given.Add);

        Assert.Equal([128, 128, 128, 128, 128, 128, 128, 4], plan.Slices.Select(static slice => slice.Rows));
        Assert.Equal(plan.Slices, given);
        Assert.Equal(
            ["BIGINT", "VARCHAR", "VARCHAR", "TIMESTAMPTZ", "DECIMAL(9,2)", "BOOLEAN", "FLOAT"], plan.Columns.Select(static column => column.Type));
        var all = $"read_parquet([{string.Join(", ", plan.Slices.Select(static slice => $"'{slice.File}'"))}])";
        Assert.Equal(["900|900|405450|1|900|900"], _bench.Rows($"SELECT count(*), count(DISTINCT id), sum(id)::BIGINT, min(_orleansml_row), max(_orleansml_row), count(DISTINCT _orleansml_row) FROM {all}"));
        Assert.Equal(["3|r'0|n\"3|0.75"], _bench.Rows($"SELECT id, region, name, x FROM {all} LIMIT 1"));
        Assert.Equal(["7|", "8|NULL"], _bench.Rows($"SELECT id, name FROM {all} WHERE id IN (7, 8) ORDER BY id"));
        Assert.Equal(["true"], _bench.Rows($"SELECT bool_and(since = TIMESTAMPTZ '2023-12-31 22:00:00+00' + to_days(id::INTEGER) AND balance = id AND active = (id % 2 = 0)) FROM {all}").Select(static text => text.ToLowerInvariant()));
        Assert.Equal(plan.Slices, (await Planner().PlanAsync(definition, ["x"], _bench.Folder, static _ => { })).Slices);
    }

    [Fact]
    public async Task Plan_KeyThatIsNotUnique_IsRefusedEvenBetweenPages()
    {
        await Server.ExecuteAsync("create table twice as select i as id, 1.0::real as x from generate_series(1, 10) i union all select 4, 2.0");
        var error = await Assert.ThrowsAsync<ScoringDataException>(() => Planner().PlanAsync(Definition("select * from twice", "[id]", "lease_rows: 4"), ["x"], _bench.Folder, static _ => { }));

        Assert.Equal("the key of the query (id; input.postgresql.key) is not unique; add columns to it.", error.Message);
    }

    [Fact]
    public async Task Plan_NoSuchColumn_SaysWhichThereAre()
    {
        var error = await Assert.ThrowsAsync<ScoringDataException>(() => Planner().PlanAsync(Definition("select 1 as id, 2 as y", "[id]"), ["x"], _bench.Folder, static _ => { }));
        Assert.Equal((ScoringFailure.Misconfigured, "the query (input.postgresql.query) returns no column 'x'; it has id, y."), (error.Failure, error.Message));

        var unknown = await Assert.ThrowsAsync<ScoringDataException>(() => Planner().PlanAsync(Definition("select * from nowhere", "[id]"), ["x"], _bench.Folder, static _ => { }));
        Assert.Equal(
            (ScoringFailure.Misconfigured, "PostgreSQL (input.postgresql): relation \"nowhere\" does not exist (SQLSTATE 42P01); correct the definition or the table."), (unknown.Failure, unknown.Message));
    }

    [Fact]
    public async Task Plan_NobodyThere_CanBeTriedAgain()
    {
        var nowhere = $"Host=127.0.0.1;Port={ServerPorts.Take()};Username=app;Password=${{secret:SCORING}}";
        var definition = Definition("select 1 as id", "[id]") with { Input = new QueryInput(nowhere, "select 1 as id", ["id"]) };
        var error = await Assert.ThrowsAsync<ScoringDataException>(() => Planner().PlanAsync(definition, [], _bench.Folder, static _ => { }));

        Assert.Equal((ScoringFailure.Unreachable, true), (error.Failure, error.CanRetry));
        Assert.DoesNotContain(PostgresqlFixture.Password, error.ToString(), StringComparison.Ordinal);
        var refused = Definition("select 1 as id", "[id]") with { Input = new QueryInput($"{Server.Address};Password=${{secret:WRONG}}", "select 1 as id", ["id"]) };
        Assert.Equal(ScoringFailure.Refused, (await Assert.ThrowsAsync<ScoringDataException>(() => Planner().PlanAsync(refused, [], _bench.Folder, static _ => { }))).Failure);
    }

    [Fact]
    public async Task Plan_CancelledDuringAQuery_EndsIt()
    {
        using var cancellation = new CancellationTokenSource();
        var planning = Planner().PlanAsync(Definition("select 1 as id, pg_sleep(600) is null as x", "[id]"), ["x"], _bench.Folder, static _ => { }, cancellation.Token);
        await Eventually.HoldsAsync(
            async () => await Server.ExecuteAsync("select count(*) from pg_stat_activity where query like 'COPY%pg_sleep%' and state = 'active'") == "1", "the query runs");
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => planning);
    }

    [Fact]
    public async Task Apply_TableThatIsMissing_IsMadeAndTheSameJobAgainChangesNothing()
    {
        var manifest = await ScoreAsync("job1", "SELECT i AS id, 'a,\"' || i AS segment, NULL::DOUBLE AS none, '' AS blank, i::DECIMAL(9, 2) AS amount, DATE '2024-01-01' AS day FROM range(5000) t(i)", static row => row / 2f);
        var output = new TableOutput(Connection, "public.made");

        Assert.True(await Sink().ApplyAsync(output, manifest, _bench.Folder));
        await Server.ExecuteAsync("update made set score = -1 where id = 3");
        Assert.False(await Sink().ApplyAsync(output, manifest, _bench.Folder));

        // Half of 0 to 4,999, but -1 in place of 1.5.
        Assert.Equal("5000|12497500|6248747.5", await Server.ExecuteAsync("select count(*), sum(id), sum(score::float8) from made where segment = 'a,\"' || id and none is null and blank = '' and amount = id"));
        Assert.Equal(
            "id|bigint\nsegment|text\nnone|double precision\nblank|text\namount|numeric(9,2)\nday|date\nscore|real",
            await Server.ExecuteAsync("select attname, format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'made'::regclass and attnum > 0 order by attnum"));
        Assert.Equal("public.made|5000", await Server.ExecuteAsync("select target, rows from orleansml_scoring_jobs where job = 'job1'"));
        Assert.DoesNotContain(Directory.GetFiles(_bench.Folder), static path => Path.GetFileName(path).StartsWith(".draft", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TableMode.Upsert, "1|10|old\n2|2|new\n3|3|new")]
    [InlineData(TableMode.Replace, "2|2|new\n3|3|new")]
    public async Task Apply_TableWithRows_ChangesThemByMode(TableMode mode, string expected)
    {
        var table = $"rows_{mode.ToString().ToLowerInvariant()}";
        await Server.ExecuteAsync($"create table {table} (segment text, id bigint primary key, score double precision, extra int default 7); insert into {table} values ('old', 1, 10), ('old', 2, 20)");
        var manifest = await ScoreAsync($"job-{mode}", "SELECT i + 2 AS id, 'new' AS segment FROM range(2) t(i)", static row => row + 2);

        Assert.True(await Sink().ApplyAsync(new TableOutput(Connection, table, mode), manifest, _bench.Folder));
        Assert.Equal(expected, await Server.ExecuteAsync($"select id, score, segment from {table} order by id"));
    }

    [Fact]
    public async Task Apply_Append_AddsRows()
    {
        await Server.ExecuteAsync("create table appended (id bigint, segment text, score real); insert into appended values (2, 'old', 1)");
        var manifest = await ScoreAsync("job-append", "SELECT 2 AS id, 'new' AS segment", static _ => 5);

        Assert.True(await Sink().ApplyAsync(new TableOutput(Connection, "appended", TableMode.Append), manifest, _bench.Folder));
        Assert.Equal("2|old|1\n2|new|5", await Server.ExecuteAsync("select * from appended order by score"));
    }

    [Fact]
    public async Task Apply_TableThatDoesNotFit_IsLeftAsItWas()
    {
        await Server.ExecuteAsync("create table narrow (id bigint, score real); create table keyless (id bigint, segment text, score real); insert into keyless values (1, 'old', 1); create table typed (id bigint primary key, segment text, score date)");
        var manifest = await ScoreAsync("job-misfit", "SELECT 2 AS id, 'new' AS segment", static _ => 5);
        async Task<string> FailAsync(string table)
        {
            var error = await Assert.ThrowsAsync<ScoringDataException>(() => Sink().ApplyAsync(new TableOutput(Connection, table), manifest, _bench.Folder));
            Assert.Equal((ScoringFailure.Misconfigured, false), (error.Failure, error.CanRetry));
            return error.Message;
        }

        Assert.Equal("the table 'narrow' has no column 'segment'; it has id, score; add them, or name others in 'columns' and 'include'.", await FailAsync("narrow"));
        Assert.Contains("no unique or exclusion constraint", await FailAsync("keyless"), StringComparison.Ordinal);
        Assert.Contains("column \"score\" is of type date", await FailAsync("typed"), StringComparison.Ordinal);
        Assert.Equal("1|old|1", await Server.ExecuteAsync("select * from keyless"));
        Assert.Equal("0", await Server.ExecuteAsync("select count(*) from orleansml_scoring_jobs where job = 'job-misfit'"));
    }

    [Fact]
    public async Task Apply_NobodyThere_CanBeTriedAgain()
    {
        var manifest = await ScoreAsync("job-nobody", "SELECT 2 AS id, 'new' AS segment", static _ => 5);
        var error = await Assert.ThrowsAsync<ScoringDataException>(() => Sink().ApplyAsync(new TableOutput($"Host=127.0.0.1;Port={ServerPorts.Take()};Username=a", "scores"), manifest, _bench.Folder));

        Assert.Equal((ScoringFailure.Unreachable, true), (error.Failure, error.CanRetry));
    }

    private static ScoringSecrets Secrets { get; } = new();

    private static ScoringPlanner Planner() => new(ScoringBench.Options, Secrets);

    private static PostgresqlScores Sink() => new(ScoringBench.Options, Secrets);

    private ScoringDefinition Definition(string query, string key, string more = "") => ScoringDefinitionReader.Read($$"""
        model: churn
        input: { postgresql: { connection: "{{Connection}}", query: "{{query}}", key: {{key}} } }
        key: [id]
        output: { path: '{{_bench.Folder}}' }
        {{more}}
        """);

    /// <summary>Scores rows of a query of DuckDB, every column of which is carried along, in two parts where there are enough.</summary>
    private async Task<ScoringManifest> ScoreAsync(string job, string select, Func<int, float> score)
    {
        var path = _bench.Parquet("input.parquet", select);
        var columns = _bench.Rows($"SELECT column_name FROM (DESCRIBE SELECT * FROM '{path}')");
        var include = columns.Count > 1 ? $"include: [{string.Join(", ", columns.Skip(1))}]" : "";
        var plan = await _bench.PlanAsync(_bench.Definition(path, $"{include}\nlease_rows: 3000"), []);
        using var writer = new ScoringPartWriter(ScoringBench.Options, new ScoringPartLayout(["id"], [.. columns.Skip(1)], [new ScoringScore("score", ScoringKind.Float32)], ScoringFormat.Parquet));
        var parts = new List<ScoringPart>();
        foreach (var slice in plan.Slices)
        {
            writer.Begin(slice);
            int[] rows = [.. Enumerable.Range(0, slice.Rows)];
            writer.Append(0, rows, (ReadOnlySpan<float>)[.. rows.Select(row => score(row + (int)slice.FirstRow))]);
            parts.Add(writer.Finish(_bench.Folder, 1));
        }

        return new ScoringManifest
        {
            Job = job, Model = "churn", Version = 1, PackageSha256 = new string('0', 64), Format = ScoringFormat.Parquet, Key = ["id"], Files = plan.Files, Parts = parts,
            Rows = plan.Rows, Scored = plan.Rows, Dead = 0,
        };
    }
}
