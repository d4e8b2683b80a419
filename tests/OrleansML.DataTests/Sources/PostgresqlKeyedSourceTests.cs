using OrleansML.Data.Sources;
using OrleansML.Learning.Features;
using OrleansML.Testing.Servers;
using Xunit;

namespace OrleansML.DataTests.Sources;

public sealed class PostgresqlKeyedSourceTests(PostgresqlFixture fixture) : IClassFixture<PostgresqlFixture>
{
    private const string Typed =
        """
            event_time: seen
            created_time: made
            event_id: id
            fields:
              b: { type: bool }
              i: { type: int }
              l: { type: long }
              f: { type: float }
              d: { type: double }
              s: { type: string }
              t: { type: timestamp }
        """;

    // What PostgreSQL writes is the expectation: the values are literals of SQL.
    private const string Good =
        "true as b, 7::smallint as i, 9007199254740993 as l, 1.5::numeric as f, 0.1::float8 as d, 'ä'::varchar(3) as s, date '2026-01-01' as t, "
        + "timestamptz '2026-01-01 01:00:00.000001+01' as seen, timestamp '2026-01-01 00:00:00' as made, 42 as id";

    private readonly PostgresServer _server = fixture.Server;

    [Fact]
    public async Task ReadAsync_EveryType_GivesTheValuesOfTheDatabase()
    {
        var view = View($"select {Good} where @card_id = 'c|1'", Typed);

        var made = await ReadAsync(view, FeatureValue.Of("c|1"));

        Assert.NotNull(made);
        var midnight = new FeatureTime(1_767_225_600_000_000);
        Assert.Equal((midnight + TimeSpan.FromMicroseconds(1), midnight, "42"), (made.EventTime!.Value, made.CreatedTime!.Value, made.Id));
        Assert.Equal(
            new()
            {
                ["b"] = FeatureValue.Of(true), ["i"] = FeatureValue.Of(7), ["l"] = FeatureValue.Of(9_007_199_254_740_993), ["f"] = FeatureValue.Of(1.5f),
                ["d"] = FeatureValue.Of(0.1), ["s"] = FeatureValue.Of("ä"), ["t"] = FeatureValue.Of(midnight),
            },
            SampleSources.Values(view, made));
    }

    [Theory]
    [InlineData("7::smallint as i", "3000000000 as i", "'i' does not fit into type int")]
    [InlineData("7::smallint as i", "'7' as i", "'i' must be of type int, and is text")]
    [InlineData("7::smallint as i", "7.5 as i", "'i' must be of type int, and is numeric")]
    [InlineData("1.5::numeric as f", "1e39::float8 as f", "'f' does not fit into type float")]
    [InlineData("0.1::float8 as d", "'NaN'::float8 as d", "'d' is 'NaN'; a finite number is allowed")]
    [InlineData("0.1::float8 as d", "1e40::numeric as d", "'d' does not fit into type double")]
    [InlineData("'ä'::varchar(3) as s", "5 as s", "'s' must be of type string, and is integer")]
    [InlineData("date '2026-01-01' as t", "timestamptz 'infinity' as t", "'t' does not fit into type timestamp")]
    [InlineData("date '2026-01-01' as t", "timestamptz '20000-01-01' as t", "'t' does not fit into type timestamp")]
    [InlineData("date '2026-01-01' as t", "date '20000-01-01' as t", "'t' does not fit into type timestamp")]
    [InlineData("0.1::float8 as d", "'NaN'::numeric as d", "'d' does not fit into type double")]
    [InlineData("timestamptz '2026-01-01 01:00:00.000001+01' as seen", "null::timestamptz as seen", "'seen' has no value")]
    [InlineData("timestamptz '2026-01-01 01:00:00.000001+01' as seen", "now()::text as seen", "'seen' must be of type timestamp, and is text")]
    public async Task ReadAsync_ValueThatTheFieldCannotBe_IsLying(string good, string bad, string reason)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        var failure = await FailureAsync(View($"select {Good.Replace(good, bad, StringComparison.Ordinal)} where @card_id = 'c'", Typed));

        Assert.Equal(SourceFailure.Lying, failure.Failure);
        Assert.Equal($"Source 'payments' of view 'cards': {reason}. Correct the data, or what the view allows.", failure.Message);
    }

    // The nearest double, which .NET's own conversion misses: python3 -c "print(28388773.40251665133)".
    [Fact]
    public async Task ReadAsync_Numeric_IsTheNearestDouble()
    {
        var made = await ReadAsync(View("select 28388773.40251665133 as d where @card_id = 'c'", "    fields: { d: { type: double } }"), FeatureValue.Of("c"));

        Assert.Equal(FeatureValue.Of(28388773.402516652), made!.Fields[0].Value);
    }

    [Fact]
    public async Task ReadAsync_ServerClosedIdleConnections_AsksOnNewOnes()
    {
        var view = View(
            "select 1 as d from pg_sleep(0.2) where @card_id = 'c'", "    fields: { d: { type: double } }", password: ";Password=${secret:DB};Application Name=idle;Options=-c idle_session_timeout=3000");
        await using var readers = SampleSources.Create(view, new KnownSecrets { ["DB"] = PostgresqlFixture.Password });
        for (var round = 0; round < 2; round++)
        {
            var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => readers.Keyed!.ReadAsync("c", [FeatureValue.Of("c")], default).AsTask()));
            Assert.All(all, Assert.NotNull);
            await Eventually.HoldsAsync(
                async () => await _server.ExecuteAsync("select count(*) from pg_stat_activity where application_name = 'idle'") == "0", "the server closed them");
        }
    }

    [Fact]
    public async Task ReadAsync_Nulls_AreMissing()
    {
        var view = View("select null::float8 as d where @card_id = 'c'", "    fields: { d: { type: double } }");

        var made = await ReadAsync(view, FeatureValue.Of("c"));

        Assert.True(Assert.Single(made!.Fields).Value.IsMissing);
        Assert.Null(made.EventTime);
    }

    [Fact]
    public async Task ReadAsync_UnknownEntity_IsNull() =>
        Assert.Null(await ReadAsync(View("select 1 as d where @card_id = 'other'", "    fields: { d: { type: double } }"), FeatureValue.Of("c")));

    [Fact]
    public async Task ReadAsync_SeveralKeys_ArePassedWithTheirTypes()
    {
        var view = View(
            "select pg_typeof(@a)::text || pg_typeof(@b)::text || pg_typeof(@c)::text || @a || @b || @c as s",
            "    fields: { s: { type: string } }", "a: string, b: int, c: long");

        var made = await ReadAsync(view, FeatureValue.Of("x'; drop table t; --"), FeatureValue.Of(-3), FeatureValue.Of(1L << 40));

        Assert.Equal(FeatureValue.Of("textintegerbigintx'; drop table t; ---31099511627776"), made!.Fields[0].Value);
    }

    [Theory]
    [InlineData("select 1 as d, @card_id from nowhere", SourceFailure.Misconfigured, "PostgreSQL does not understand 'query' (SQLSTATE 42P01: relation \"nowhere\" does not exist)")]
    [InlineData("selec @card_id", SourceFailure.Misconfigured, "PostgreSQL does not understand 'query' (SQLSTATE 42601: syntax error at or near \"selec\")")]
    [InlineData("select 1 as e, 2 as f where @card_id <> ''", SourceFailure.Misconfigured, "'query' returns no column 'd', only e, f")]
    [InlineData("select 1 as d, 2 as d where @card_id <> ''", SourceFailure.Misconfigured, "'query' returns the column 'd' 2 times")]
    [InlineData("select 1 as d where @card_id <> '' union all select 2", SourceFailure.Misconfigured, "'query' returns more than one row for one key")]
    [InlineData("select 1 / length(replace(@card_id, 'c', '')) as d", SourceFailure.Misconfigured, "'query' fails on the data (SQLSTATE 22012)")]
    [InlineData("select length(rolpassword) as d from pg_authid where rolname = @card_id", SourceFailure.Refused,
        "the user lacks a permission (SQLSTATE 42501: permission denied for table pg_authid)")]
    public async Task ReadAsync_WrongQuery_SaysWhat(string query, SourceFailure kind, string what)
    {
        await _server.ExecuteAsync(
            "do $$ begin if not exists (select from pg_roles where rolname = 'reader') then create role reader login password 'reader password'; end if; end $$");
        var view = View(query, "    fields: { d: { type: double } }", connection: _server.Address.Replace("Username=orleansml", "Username=reader", StringComparison.Ordinal));

        var failure = await FailureAsync(view, new KnownSecrets { ["DB"] = "reader password" });

        Assert.Equal((kind, $"Source 'payments' of view 'cards': {what}. "), (failure.Failure, failure.Message[..(failure.Message.IndexOf(what, StringComparison.Ordinal) + what.Length + 2)]));
    }

    [Fact]
    public async Task ReadAsync_WholeConnectionStringIsASecret_Connects()
    {
        var view = View("select 1 as d where @card_id = 'c'", "    fields: { d: { type: double } }", connection: "${secret:ALL}", password: "");
        var secrets = new KnownSecrets { ["ALL"] = $"{_server.Address};Password={PostgresqlFixture.Password}" };

        await using var readers = SampleSources.Create(view, secrets);

        Assert.NotNull(await readers.Keyed!.ReadAsync("c", [FeatureValue.Of("c")], default));
    }

    [Theory]
    [InlineData("Hots=db;Password=hidden1", "'connection' is not a connection string of Npgsql")]
    [InlineData("hidden1", "'connection' is not a connection string of Npgsql")]
    public async Task ReadAsync_SecretIsNoConnectionString_SaysSoWithoutIt(string secret, string what)
    {
        var view = View("select 1 as d where @card_id = 'c'", "    fields: { d: { type: double } }", connection: "${secret:ALL}", password: "");

        var failure = await FailureAsync(view, new KnownSecrets { ["ALL"] = secret });

        Assert.Equal(SourceFailure.Misconfigured, failure.Failure);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden1", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_SecretMissing_NamesItAndThePlaces()
    {
        var view = View("select 1 as d where @card_id = 'c'", "    fields: { d: { type: double } }");
        await using var readers = SampleSources.Create(view, new SecretStore("/nowhere"));

        var failure = await Assert.ThrowsAsync<SourceException>(() => readers.Keyed!.ReadAsync("c", [FeatureValue.Of("c")], default).AsTask());

        Assert.Equal(
            "Source 'payments' of view 'cards': a setting refers to a secret that is not there. There is no secret 'DB': the environment variable "
            + "'ORLEANSML_SECRET_DB' is not set, and the file '/nowhere/DB' is missing or empty. Provide one of them.",
            failure.Message);
    }

    [Fact]
    public async Task ReadAsync_SlowQueryTimesOut_IsCancelledAtTheServer()
    {
        var view = View("select 1 as d from pg_sleep(600) where @card_id <> 'slow1'", "    fields: { d: { type: double } }", timeout: "1s");

        Assert.Equal(SourceFailure.TimedOut, (await FailureAsync(view)).Failure);

        await Eventually.HoldsAsync(
            async () => await _server.ExecuteAsync("select count(*) from pg_stat_activity where query like '%pg_sleep(600)%slow1%' and pid <> pg_backend_pid() and state = 'active'") == "0",
            "no query runs any longer");
    }

    [Fact]
    public async Task ReadAsync_ManyAtOnce_EachGetsItsOwn()
    {
        var view = View("select @card_id::float8 as d", "    fields: { d: { type: double } }", timeout: "30s");
        await using var readers = SampleSources.Create(view, new KnownSecrets { ["DB"] = PostgresqlFixture.Password });

        var values = await Task.WhenAll(Enumerable.Range(0, 500).Select(async number =>
            (await readers.Keyed!.ReadAsync($"{number}", [FeatureValue.Of($"{number}")], default))!.Fields[0].Value));

        Assert.Equal(Enumerable.Range(0, 500).Select(number => FeatureValue.Of((double)number)), values);
    }

    [Fact]
    public async Task ReadAsync_KeyOfAnotherType_IsRefusedAtOnce()
    {
        await using var readers = SampleSources.Create(View("select 1 as d where @card_id = 'c'", "    fields: { d: { type: double } }"));

        await Assert.ThrowsAsync<ArgumentException>(() => readers.Keyed!.ReadAsync("1", [FeatureValue.Of(1)], default).AsTask());
    }

    private async Task<FeatureEvent?> ReadAsync(FeatureView view, params FeatureValue[] key)
    {
        await using var readers = SampleSources.Create(view, new KnownSecrets { ["DB"] = PostgresqlFixture.Password });
        return await readers.Keyed!.ReadAsync("c", key, default);
    }

    private static async Task<SourceException> FailureAsync(FeatureView view, KnownSecrets? secrets = null)
    {
        await using var readers = SampleSources.Create(view, secrets ?? new KnownSecrets { ["DB"] = PostgresqlFixture.Password });
        return await Assert.ThrowsAsync<SourceException>(() => readers.Keyed!.ReadAsync("c", [FeatureValue.Of("c")], default).AsTask());
    }

    private FeatureView View(
        string query, string fields, string entity = "card_id: string", string? connection = null, string password = ";Password=${secret:DB}", string timeout = "10s") =>
        SampleSources.View(
            $"kind: postgresql\nmode: on_read\ntimeout: {timeout}\nconnection: {connection ?? _server.Address}{password}\nquery: >-\n  {query}", entity, fields);
}
