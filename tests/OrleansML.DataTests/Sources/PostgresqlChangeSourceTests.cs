using OrleansML.Data.Sources;
using OrleansML.Testing.Servers;
using Xunit;

namespace OrleansML.DataTests.Sources;

public sealed class PostgresqlChangeSourceTests(PostgresqlFixture fixture) : IClassFixture<PostgresqlFixture>
{
    private const string Query = "select * from {0} where at >= @watermark order by at limit @limit";

    private readonly PostgresServer _server = fixture.Server;

    [Theory]
    [InlineData("timestamptz", "timestamptz '2026-01-01 00:00:00.000001+02' + {0} * interval '1 us'")]
    [InlineData("timestamp", "timestamp '2026-01-01 23:59:59.999999' + {0} * interval '1 us'")]
    [InlineData("date", "date '1969-12-30' + {0}")]
    [InlineData("integer", "{0} - 3")]
    [InlineData("bigint", "9223372036854775800 + {0}")]
    public async Task PollAsync_AnyTypeOfWatermark_GivesEveryRowOnceInOrder(string type, string value)
    {
        var table = await CreateAsync(type);
        await _server.ExecuteAsync($"insert into {table} select 'c' || n, n, {string.Format(null, value, "n")} from generate_series(0, 6) n");

        await using var changes = Open(table);
        var cards = new List<string>();
        string? watermark = null;
        for (var batch = await changes.PollAsync(watermark, 2, default); batch.Events.Count > 0; batch = await changes.PollAsync(watermark, 2, default))
        {
            Assert.True(batch.Events.Count <= 2);
            cards.AddRange(batch.Events.Select(made => made.Entity));
            watermark = batch.Watermark;
        }

        Assert.Equal(["c0", "c1", "c2", "c3", "c4", "c5", "c6"], cards);
    }

    [Fact]
    public async Task PollAsync_MoreTiesThanTheLimit_GivesEachOnce()
    {
        var table = await CreateAsync("bigint");
        await _server.ExecuteAsync($"insert into {table} select 'c' || n, n, n / 100 from generate_series(0, 299) n");

        await using var changes = Open(table);
        var cards = new List<string>();
        string? watermark = null;
        ChangeBatch batch;
        do
        {
            batch = await changes.PollAsync(watermark, 7, default);
            watermark = batch.Watermark;
            cards.AddRange(batch.Events.Select(made => made.Entity));
        }
        while (batch.MayHaveMore);

        Assert.Equal(Enumerable.Range(0, 300).Select(number => $"c{number}").Order(), cards.Order());
    }

    [Fact]
    public async Task PollAsync_RowsOfTheLastValueComeLater_AreFound()
    {
        var table = await CreateAsync("timestamptz");
        await using var changes = Open(table);
        await _server.ExecuteAsync($"insert into {table} values ('c1', 1, '2026-01-01Z'), ('c2', 2, '2026-01-01Z')");
        var first = await changes.PollAsync(null, 10, default);
        await _server.ExecuteAsync($"insert into {table} values ('c0', 0, '2026-01-01Z'); update {table} set amount = 5 where card_id = 'c1'");
        var second = await changes.PollAsync(first.Watermark, 10, default);
        var third = await changes.PollAsync(second.Watermark, 10, default);

        Assert.Equal(["c1", "c2"], first.Events.Select(made => made.Entity).Order());
        Assert.Equal(["c0", "c1"], second.Events.Select(made => made.Entity).Order());
        Assert.Empty(third.Events);
        Assert.Equal(second.Watermark, third.Watermark);
    }

    [Fact]
    public async Task PollAsync_SameWatermarkAgain_GivesTheSameRows()
    {
        var table = await CreateAsync("bigint");
        await _server.ExecuteAsync($"insert into {table} select 'c' || n, n, n from generate_series(1, 5) n");
        await using var changes = Open(table);
        var first = await changes.PollAsync(null, 2, default);

        // The caller went down before it stored the second watermark, and another process goes on.
        var second = await changes.PollAsync(first.Watermark, 2, default);
        await using var other = Open(table);
        var again = await other.PollAsync(first.Watermark, 2, default);

        Assert.Equal(second.Events.Select(made => made.Entity), again.Events.Select(made => made.Entity));
        Assert.Equal(second.Watermark, again.Watermark);
    }

    [Fact]
    public async Task PollAsync_EmptyTable_HasNoWatermarkYet()
    {
        await using var changes = Open(await CreateAsync("timestamp"));

        var batch = await changes.PollAsync(null, 10, default);

        Assert.Null(batch.Watermark);
        Assert.False(batch.MayHaveMore);
    }

    [Fact]
    public async Task PollAsync_PoisonRows_AreReturnedBesideTheOthersOnce()
    {
        var table = await CreateAsync("bigint");
        await _server.ExecuteAsync($"insert into {table} values ('c1', 1, 1), ('c2', 2000, 2), (null, 3, 3), ('c4', 4, 4)");
        await using var changes = Open(table);

        var batch = await changes.PollAsync(null, 10, default);

        Assert.Equal(["c1", "c4"], batch.Events.Select(made => made.Entity));
        Assert.Equal(
            [
                new PoisonRecord(2, "c2", "amount", "'amount' is '2000'; a number from 0 to 1000 is allowed."),
                new PoisonRecord(3, null, "card_id", "key 'card_id' has no value."),
            ],
            batch.Poison);
        Assert.Empty((await changes.PollAsync(batch.Watermark, 10, default)).Poison);
    }

    // Equal rows, values that .NET cannot tell, and different ones that look the same to it.
    [Theory]
    [InlineData("null::text")]
    [InlineData("interval '1 month'")]
    [InlineData("'NaN'::numeric")]
    [InlineData("1e60::numeric")]
    [InlineData("timestamp '20000-01-01'")]
    [InlineData("date '20000-01-01'")]
    [InlineData("array[n]")]
    [InlineData("decode(lpad(n::text, 4, '0'), 'hex')")]
    [InlineData("timetz '12:00:00+00' + n * interval '1 ms'")]
    public async Task PollAsync_RowsThatTheViewCannotTellApart_ComeOnceEach(string value)
    {
        var table = "t" + Guid.NewGuid().ToString("N");
        await _server.ExecuteAsync($"create table {table} as select 'c' as card_id, 1::float8 as amount, 1 as at, {value} as other from generate_series(1, 3) n");
        await using var changes = Open(table);

        var first = await changes.PollAsync(null, 10, default);
        var second = await changes.PollAsync(first.Watermark, 10, default);

        Assert.Equal(["c", "c", "c"], first.Events.Select(made => made.Entity));
        Assert.Empty(second.Events);

        await _server.ExecuteAsync($"insert into {table} select * from {table} limit 1");
        Assert.Single((await changes.PollAsync(second.Watermark, 10, default)).Events);

        string? watermark = null;
        var oneByOne = 0;
        for (var batch = await changes.PollAsync(watermark, 1, default); batch.Events.Count > 0; batch = await changes.PollAsync(watermark, 1, default))
            (watermark, oneByOne) = (batch.Watermark, oneByOne + batch.Events.Count);
        Assert.Equal(4, oneByOne);
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("timestamptz")]
    [InlineData("date")]
    public async Task PollAsync_WatermarkBeyondTheYear9999_IsPoisonBesideTheOthers(string type)
    {
        var table = await CreateAsync(type);
        await _server.ExecuteAsync($"insert into {table} values ('c1', 1, '2026-01-01'), ('c2', 2, '20000-01-01'), ('c3', 3, 'infinity')");
        await using var changes = Open(table);

        var batch = await changes.PollAsync(null, 10, default);

        Assert.Equal(["c1"], batch.Events.Select(made => made.Entity));
        Assert.Equal(
            [("c2", "at"), ("c3", "at")], batch.Poison.Select(poison => (poison.Entity, poison.Field)));
        Assert.Equal("the watermark is missing, infinite or beyond the year 9999; let the query leave such rows out.", batch.Poison[0].Reason);
    }

    [Theory]
    [InlineData("'NaN'::numeric")]
    [InlineData("1e60::numeric")]
    public async Task PollAsync_NumericThatDoesNotFit_IsPoisonBesideTheOthers(string value)
    {
        var table = await CreateAsync("bigint");
        await _server.ExecuteAsync(
            $"alter table {table} alter amount type numeric; insert into {table} values ('c1', 1, 1), ('c2', {value}, 2), ('c3', 3, 3)");
        await using var changes = Open(table);

        var batch = await changes.PollAsync(null, 10, default);

        Assert.Equal(["c1", "c3"], batch.Events.Select(made => made.Entity));
        Assert.Equal([new PoisonRecord(2, "c2", "amount", "'amount' does not fit into type double.")], batch.Poison);
    }

    [Fact]
    public async Task PollAsync_QueryWithoutLimit_StopsReadingAtTheLimit()
    {
        var table = await CreateAsync("bigint");
        await _server.ExecuteAsync($"insert into {table} select 'c' || n, 1, n from generate_series(1, 200000) n");
        await using var changes = Open(table, "select * from {0} where at >= @watermark order by at");

        var first = await changes.PollAsync(null, 3, default);
        var second = await changes.PollAsync(first.Watermark, 3, default);

        Assert.Equal(["c1", "c2", "c3"], first.Events.Select(made => made.Entity));
        Assert.Equal(["c4", "c5", "c6"], second.Events.Select(made => made.Entity));
        Assert.True(second.MayHaveMore);
    }

    [Fact]
    public async Task PollAsync_QueryThatLooksBack_GivesRowsThatCommittedLate()
    {
        var table = await CreateAsync("bigint");
        await _server.ExecuteAsync($"insert into {table} values ('c1', 1, 10), ('c3', 3, 12)");
        await using var changes = Open(table, "select * from {0} where at >= @watermark::bigint - 5 order by at limit @limit");
        var first = await changes.PollAsync(null, 10, default);
        await _server.ExecuteAsync($"insert into {table} values ('c2', 2, 11)");

        var second = await changes.PollAsync(first.Watermark, 10, default);

        Assert.Equal(["c1", "c2"], second.Events.Select(made => made.Entity));
        Assert.Equal(first.Watermark, second.Watermark);
    }

    [Theory]
    [InlineData("select * from {0} where at >= @watermark order by at desc limit @limit", "'changes' does not return its rows in the order of the watermark")]
    [InlineData("select card_id, amount, at::text as at from {0} where at >= @watermark order by at limit @limit", "the watermark 'at' is of type text")]
    [InlineData("select amount, at from {0} where at >= @watermark order by at limit @limit", "'changes' returns no column 'card_id', only amount, at")]
    [InlineData("select * from {0} where at <= @watermark::bigint + 9 order by at limit @limit", "'changes' returns 2 rows of before the watermark")]
    public async Task PollAsync_QueryThatCannotWork_IsMisconfigured(string query, string what)
    {
        var table = await CreateAsync("bigint");
        await _server.ExecuteAsync($"insert into {table} select 'c' || n, n, n from generate_series(1, 9) n");
        await using var changes = Open(table, query);

        var failure = await Assert.ThrowsAsync<SourceException>(async () =>
        {
            var first = await changes.PollAsync("n:3:", 2, default);
            await changes.PollAsync(first.Watermark, 2, default);
        });

        Assert.Equal(SourceFailure.Misconfigured, failure.Failure);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("n:1")]
    [InlineData("x:1:")]
    [InlineData("n:1:AAAA")]
    [InlineData("z:9223372036854775807:")]
    public async Task PollAsync_ForeignWatermark_IsRefused(string watermark)
    {
        await using var changes = Open("none");

        await Assert.ThrowsAsync<ArgumentException>(() => changes.PollAsync(watermark, 10, default));
    }

    [Fact]
    public async Task PollAsync_Cancelled_IsCancelledAtTheServer()
    {
        await using var changes = Open("none", "select 'c' as card_id, 1 as amount, 1 as at from pg_sleep(601) where 1 >= @watermark limit @limit");
        using var cancellation = new CancellationTokenSource();
        var polling = changes.PollAsync("n:1:", 10, cancellation.Token);
        await Testing.Eventually.HoldsAsync(async () => await RunningAsync() == "1", "the query runs");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => polling);
        await Testing.Eventually.HoldsAsync(async () => await RunningAsync() == "0", "no query runs any longer");
    }

    private Task<string> RunningAsync() =>
        _server.ExecuteAsync("select count(*) from pg_stat_activity where query like '%pg_sleep(601)%' and pid <> pg_backend_pid() and state = 'active'");

    private async Task<string> CreateAsync(string type)
    {
        var table = "t" + Guid.NewGuid().ToString("N");
        await _server.ExecuteAsync($"create table {table} (card_id text, amount float8, at {type})");
        return table;
    }

    private IChangeSource Open(string table, string query = Query)
    {
        var view = SampleSources.View(
            $$"""
            kind: postgresql
            mode: ahead
            timeout: 30s
            connection: {{_server.Address}};Password=${secret:DB}
            query: select * from {{table}} where card_id = @card_id
            changes: {{string.Format(null, query, table)}}
            watermark: at
            """, fields: "    fields:\n      amount: { type: double, minimum: 0, maximum: 1000 }");
        return SampleSources.Create(view, new KnownSecrets { ["DB"] = PostgresqlFixture.Password }).Changes!;
    }
}
