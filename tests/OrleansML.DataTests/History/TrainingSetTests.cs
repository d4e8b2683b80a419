using OrleansML.Data.History;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.History;

public sealed class TrainingSetTests
{
    private static readonly TrainingSetView LimitOnly = new() { View = HistoryViews.Limits, Features = ["limit"] };

    private static FeatureView Windows { get; } = HistoryViews.Pushed(
        "payments",
        "card: string",
        "amount: { type: double }",
        """
        request: { price: double }
        windows:
          total: { field: amount, aggregate: sum, length: 60s, hop: 10s }
          payments_1m: { field: amount, aggregate: count, length: 60s, hop: 10s }
        derived:
          after: { expression: "total + coalesce(request.price, 0)" }
          age: { expression: "seconds_between(now(), now())" }
        lateness: 60s
        """);

    [Fact]
    public async Task Build_AgesAtTheBoundaries_HaveTheStatusOfServing()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(HistoryViews.Limits, "a", 0, 1, "limit", FeatureValue.Of(7.5));
        var spine = bench.Spine(
            "card", ("a", 0.999999), ("a", 1), ("a", 60), ("a", 60.000001), ("a", 90), ("a", 90.000001), ("b", 5));
        var rows = await bench.BuildAsync(bench.Request(spine, LimitOnly) with { IncludeStatus = true }, "label, \"limits.limit\", \"limits.limit.status\"");

        Assert.Equal(["0|500|default", "1|7.5|fresh", "2|7.5|fresh", "3|7.5|stale", "4|7.5|stale", "5|500|default", "6|500|default"], rows);
        Assert.Equal(["limits.limit"], bench.Result!.Features);
        Assert.Equal(7, bench.Result.Rows);
        Assert.Empty(bench.Result.Replayed);
    }

    [Fact]
    public async Task Build_FieldWithoutDefault_IsExpiredOrMissing()
    {
        var view = HistoryViews.Pushed("plain", "card: string", "limit: { type: double, ttl: 10s }");
        await using var bench = new HistoryBench();
        bench.Ingest(view, "a", 0, 0, "limit", FeatureValue.Of(1.0));
        bench.Ingest(view, "a", 20, 20, "limit", FeatureValue.Missing);
        var spine = bench.Spine("card", ("a", 0), ("a", 10.5), ("a", 20), ("b", 0));
        var rows = await bench.BuildAsync(bench.Request(spine, new TrainingSetView { View = view }) with { IncludeStatus = true }, "\"plain.limit\", \"plain.limit.status\"");

        Assert.Equal(["1|fresh", "-|expired", "-|missing", "-|missing"], rows);
    }

    // A value of time 10 arrives at 11; its correction, written down at 50, arrives at 51. The value of time 5 arrives at 30 and never counts.
    [Theory]
    [InlineData(KnownBy.IngestTime, "-|1|1|2")]
    [InlineData(KnownBy.CreatedTime, "1|1|2|2")]
    [InlineData(KnownBy.EventTime, "2|2|2|2")]
    public async Task Build_LateCorrection_DoesNotLeakIntoEarlierRows(KnownBy knownBy, string expected)
    {
        var view = HistoryViews.Pushed("corrected", "card: string", "value: { type: long }");
        await using var bench = new HistoryBench();
        bench.Ingest(view, "a", 10, 11, "value", FeatureValue.Of(1L), created: 10);
        bench.Ingest(view, "a", 5, 30, "value", FeatureValue.Of(9L), created: 6);
        bench.Ingest(view, "a", 10, 51, "value", FeatureValue.Of(2L), created: 50);
        var spine = bench.Spine("card", ("a", 10), ("a", 40), ("a", 50), ("a", 51));
        var request = bench.Request(spine, new TrainingSetView { View = view }) with { KnownBy = knownBy };

        Assert.Equal(expected, string.Join('|', await bench.BuildAsync(request, "\"corrected.value\"")));
    }

    [Fact]
    public async Task Build_Ties_AreDecidedAsByTheRow()
    {
        var view = HistoryViews.Pushed("ties", "card: string", "value: { type: long }");
        await using var bench = new HistoryBench();
        void Add(string entity, double created, double ingest, long value) => bench.Ingest(view, entity, 0, ingest, "value", FeatureValue.Of(value), created);

        // Created later wins, though it arrives first.
        Add("created", 2, 3, 20);
        Add("created", 1, 4, 10);
        // Of one created time the later arrival wins.
        Add("arrival", 1, 3, 10);
        Add("arrival", 1, 4, 5);
        // Of one arrival the greater value wins.
        Add("value", 1, 3, 7);
        Add("value", 1, 3, 6);
        // A redelivery (written down when it arrives) keeps the first arrival, so that the correction before it still counts.
        Add("repeat", 3, 3, 1);
        Add("repeat", 9, 9, 1);
        Add("repeat", 5, 10, 2);
        // A repeat of equal values alone changes nothing.
        Add("same", 1, 3, 4);
        Add("same", 1, 5, 4);
        var spine = bench.Spine("card", ("created", 3), ("created", 4), ("arrival", 3), ("arrival", 4), ("value", 3), ("repeat", 9), ("repeat", 10), ("same", 4), ("same", 6));

        Assert.Equal("20 20 10 5 7 1 2 4 4", string.Join(' ', await bench.BuildAsync(bench.Request(spine, new TrainingSetView { View = view }), "\"ties.value\"")));
    }

    [Fact]
    public async Task Build_EventsThatTellDifferentFields_KeepTheOthers()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(HistoryViews.Limits, "a", 0, 0, "limit", FeatureValue.Of(1.0));
        bench.Ingest(HistoryViews.Limits, "a", 10, 10, "note", FeatureValue.Of("x"));
        bench.Ingest(HistoryViews.Limits, 20, HistoryBench.Event(HistoryViews.Limits, "a", 20, [("limit", FeatureValue.Of(2.0)), ("note", FeatureValue.Missing)]));
        var spine = bench.Spine("card", ("a", 5), ("a", 15), ("a", 25));

        Assert.Equal(
            ["1|-", "1|x", "2|-"],
            await bench.BuildAsync(bench.Request(spine, new TrainingSetView { View = HistoryViews.Limits }), "\"limits.limit\", \"limits.note\""));
        Assert.Empty(bench.Result!.Replayed);
    }

    [Fact]
    public async Task Build_EventAheadOfTheClock_CountsAsAtServing()
    {
        var view = HistoryViews.Pushed("ahead", "card: string", "value: { type: long }");
        await using var bench = new HistoryBench();
        bench.Ingest(view, "a", 61, 1, "value", FeatureValue.Of(1L));
        bench.Ingest(view, "b", 61.000001, 1, "value", FeatureValue.Of(1L));
        var spine = bench.Spine("card", ("a", 1), ("b", 1), ("b", 100));

        Assert.Equal(["1", "-", "-"], await bench.BuildAsync(bench.Request(spine, new TrainingSetView { View = view }), "\"ahead.value\""));
    }

    [Fact]
    public async Task Build_WindowsAndDerived_CountWhatHadArrived()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(Windows, "a", 5, 5, "amount", FeatureValue.Of(1.0), id: "1");
        bench.Ingest(Windows, "a", 5, 6, "amount", FeatureValue.Of(1.0), id: "1");
        bench.Ingest(Windows, "a", 15, 40, "amount", FeatureValue.Of(2.0), id: "2");
        bench.Ingest(Windows, "a", 30, 30, "amount", FeatureValue.Of(4.0), id: "3");
        // The window at 200 begins at 140: with a lateness of 60 s an event of time 79 is too old, one of 80 is not, though no window reaches it.
        bench.Ingest(Windows, "a", 79, 200, "amount", FeatureValue.Of(8.0), id: "4");
        bench.Ingest(Windows, "a", 140, 200, "amount", FeatureValue.Of(16.0), id: "5");

        // At 65 the far end lies at 5, rounded down to 0; at 70 at 10; at 79.999999 at 10 as well; at 80 at 20.
        var spine = bench.File(
            "spine.csv",
            "card,at,price",
            $"a,{HistoryBench.At(5)},100",
            $"a,{HistoryBench.At(30)},",
            $"a,{HistoryBench.At(65)},0.5",
            $"a,{HistoryBench.At(70)},0",
            $"a,{HistoryBench.At(79.999999)},0",
            $"a,{HistoryBench.At(80)},0",
            $"a,{HistoryBench.At(200)},0",
            $"b,{HistoryBench.At(5)},3");
        var request = bench.Request(spine, new TrainingSetView { View = Windows, Features = ["payments_1m", "total", "after"] });
        Assert.Equal(
            ["1|1|101", "2|5|5", "3|7|7.5", "2|6|6", "2|6|6", "1|4|4", "1|16|16", "0|0|3"],
            await bench.BuildAsync(request, "\"payments.payments_1m\", \"payments.total\", \"payments.after\""));
        Assert.Equal(["payments"], bench.Result!.Replayed);
    }

    [Fact]
    public async Task Build_TwoViewsWithDifferentKeys_JoinsEach()
    {
        var shops = HistoryViews.Pushed("shops", "shop: int, country: string", "rate: { type: float }");
        await using var bench = new HistoryBench();
        bench.Ingest(HistoryViews.Limits, "007", 0, 0, "limit", FeatureValue.Of(1.0));
        bench.Ingest(shops, "3|DE", 0, 0, "rate", FeatureValue.Of(0.25f));
        bench.Ingest(shops, "3|FR", 0, 0, "rate", FeatureValue.Of(0.75f));
        var spine = bench.File(
            "spine.csv",
            "card_id,shop,country,at,label",
            "007,3,FR,2024-03-01T12:00:05Z,paid",
            "7,3,DE,2024-03-01T13:00:05+01:00,late",
            ",,DE,2024-03-01 12:00:05,late");
        var request = bench.Request(
            spine,
            new TrainingSetView { View = HistoryViews.Limits, Features = ["limit"], KeyColumns = new Dictionary<string, string> { ["card"] = "card_id" } },
            new TrainingSetView { View = shops });

        Assert.Equal(["007|paid|1|0.75", "7|late|500|0.25", "-|late|500|-"], await bench.BuildAsync(request, "card_id, label, \"limits.limit\", \"shops.rate\""));
    }

    [Fact]
    public async Task Build_TwoKeysAndWindows_ReplaysEachEntityAlone()
    {
        var view = HistoryViews.Pushed(
            "visits", "shop: int, country: string", "amount: { type: double }", "windows: { visits: { field: amount, aggregate: count, length: 60s, hop: 10s } }");
        await using var bench = new HistoryBench();
        bench.Ingest(view, "3|DE", 0, 0, "amount", FeatureValue.Of(1.0));
        bench.Ingest(view, "3|FR", 0, 0, "amount", FeatureValue.Of(1.0));
        bench.Ingest(view, "4|DE", 0, 0, "amount", FeatureValue.Of(1.0));
        bench.Ingest(view, "3|DE", 1, 1, "amount", FeatureValue.Of(1.0));
        var spine = bench.File("spine.jsonl", """{"shop": 3, "country": "DE", "at": "2024-03-01T12:00:05Z"}""", """{"shop": 3, "country": "FR", "at": "2024-03-01T12:00:05Z"}""");

        Assert.Equal(["2", "1"], await bench.BuildAsync(bench.Request(spine, new TrainingSetView { View = view, Features = ["visits"] }), "\"visits.visits\""));
    }

    [Fact]
    public async Task Build_NoHistory_GivesDefaultsAndEmptyWindows()
    {
        await using var bench = new HistoryBench();
        var spine = bench.Spine("card", ("a", 0));
        var request = bench.Request(spine, LimitOnly, new TrainingSetView { View = Windows, Features = ["amount", "payments_1m"] });

        Assert.Equal(["500|-|0"], await bench.BuildAsync(request, "\"limits.limit\", \"payments.amount\", \"payments.payments_1m\""));
    }

    [Fact]
    public async Task Build_EmptySpine_GivesAnEmptySet()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(HistoryViews.Limits, "a", 0, 0, "limit", FeatureValue.Of(1.0));
        Assert.Empty(await bench.BuildAsync(bench.Request(bench.File("spine.csv", "card,at"), LimitOnly), "*"));
        Assert.Equal(0, bench.Result!.Rows);
    }

    [Fact]
    public async Task Build_FieldAddedLater_IsMissingInEarlierFiles()
    {
        var before = HistoryViews.Pushed("grown", "card: string", "a: { type: int }");
        var after = HistoryViews.Pushed("grown", "card: string", "a: { type: long }\nb: { type: double, default: 9 }");
        await using var bench = new HistoryBench();
        bench.Ingest(before, "x", 0, 0, "a", FeatureValue.Of(1));
        bench.Ingest(after, 10, HistoryBench.Event(after, "x", 10, [("a", FeatureValue.Of(1L << 40)), ("b", FeatureValue.Of(2.0))]));
        var spine = bench.Spine("card", ("x", 5), ("x", 15));

        Assert.Equal(["1|9", "1099511627776|2"], await bench.BuildAsync(bench.Request(spine, new TrainingSetView { View = after }), "\"grown.a\", \"grown.b\""));
    }

    [Fact]
    public async Task Build_ManyRows_KeepsTheOrderOfTheSpine()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(HistoryViews.Limits, "5", 0, 0, "limit", FeatureValue.Of(1.0));
        var path = bench.Directory.File("spine.parquet");
        HistoryBench.Rows($"COPY (SELECT (range * 7919 % 1000)::VARCHAR AS card, TIMESTAMP '2024-03-01 12:00:00' + (range % 50) * INTERVAL 1 SECOND AS at, range AS label FROM range(300000)) TO '{path}'");

        Assert.Equal(
            ["300000|0|300"],
            await bench.BuildAsync(bench.Request(path, LimitOnly), "count(*), count(*) FILTER (label <> file_row_number), count(*) FILTER (\"limits.limit\" = 1)"));
    }

    [Theory]
    [InlineData("set.csv", "card,at,label,limits.limit\na,2024-03-01 12:00:05+00,0,0.1\n")]
    [InlineData("set.jsonl", "{\"card\":\"a\",\"at\":\"2024-03-01 12:00:05+00\",\"label\":0,\"limits.limit\":0.1}\n")]
    public async Task Build_TextOutput_HoldsTheSameRows(string name, string expected)
    {
        await using var bench = new HistoryBench();
        bench.Ingest(HistoryViews.Limits, "a", 0, 0, "limit", FeatureValue.Of(0.1));
        var request = bench.Request(bench.Spine("card", ("a", 5)), LimitOnly) with { Output = bench.Directory.File(name) };
        await bench.BuildAsync(request, "*");

        Assert.Equal(expected, File.ReadAllText(request.Output));
        Assert.False(File.Exists(request.Output + ".tmp"));
    }

    [Fact]
    public async Task Build_PersonalFieldOfAHashedRoot_ComesOutAsHash()
    {
        var view = HistoryViews.Pushed("privacy", "card: string", "shop: { type: string, privacy: pii, default: shop-7 }");
        await using var bench = new HistoryBench(PiiStorage.Hashed);
        bench.Ingest(view, "a", 0, 0, "shop", FeatureValue.Of("shop-7"));
        var spine = bench.Spine("card", ("a", 5), ("b", 5));

        // From python3, as in the tests of the writer; the default is hashed alike.
        const string Hash = "556ea11174a66e4c4e902ded48745569";
        Assert.Equal([Hash, Hash], await bench.BuildAsync(bench.Request(spine, new TrainingSetView { View = view }), "\"privacy.shop\""));
    }

    [Fact]
    public async Task Build_WhatCannotBeHad_IsNamedAtOnce()
    {
        var view = HistoryViews.Pushed(
            "privacy",
            "card: string",
            "shop: { type: string, privacy: pii }\npin: { type: long, privacy: secret }",
            """
            windows: { shops: { field: shop, aggregate: distinct, length: 1h, privacy: none } }
            derived: { pin_sign: { expression: "pin > 0" } }
            """);
        await using var bench = new HistoryBench(PiiStorage.Hashed);
        var request = bench.Request("spine.csv", new TrainingSetView { View = view, Features = ["pin", "shops", "pin_sign", "shop", "shop", "other"] }) with { Output = "set.xlsx" };
        var error = await Assert.ThrowsAsync<HistoryException>(() => bench.BuildAsync(request, "*"));

        Assert.Equal(
            "The training set cannot be built: feature 'pin' of view 'privacy' is secret; secret values are never written; "
            + "feature 'shops' of view 'privacy' is computed from 'shop', which is personal and kept as a hash; record the history with personal values kept plain; "
            + "feature 'pin_sign' of view 'privacy' is secret; secret values are never written; "
            + "feature 'shop' of view 'privacy' is asked for twice; view 'privacy' has no feature 'other'; it has pin, shop, shops, pin_sign; "
            + "the output 'set.xlsx' is of an unknown kind; .csv, .jsonl, .ndjson and .parquet are known.",
            error.Message);
    }

    [Fact]
    public async Task Build_SpineWithoutItsColumns_NamesThem()
    {
        await using var bench = new HistoryBench();
        var spine = bench.File("spine.csv", "id,when", "a,b");
        var error = await Assert.ThrowsAsync<HistoryException>(() => bench.BuildAsync(bench.Request(spine, LimitOnly), "*"));
        Assert.Equal($"The spine '{spine}' has no column 'at'; it has no column 'card'. Its columns are id, when.", error.Message);
    }

    [Fact]
    public async Task Build_SpineWithAColumnRowid_IsRefused()
    {
        await using var bench = new HistoryBench();
        var error = await Assert.ThrowsAsync<HistoryException>(() => bench.BuildAsync(bench.Request(bench.File("spine.csv", "card,at,rowid", "a,2024-03-01,7"), LimitOnly), "*"));
        Assert.Contains("has a column 'rowid', a name that is taken", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Limits.limit", false)]
    [InlineData("limits.limit.status", true)]
    public async Task Build_SpineWithAColumnOfAFeature_IsRefused(string column, bool includeStatus)
    {
        await using var bench = new HistoryBench();
        var request = bench.Request(bench.File("spine.csv", $"card,at,{column}", "a,2024-03-01,7"), LimitOnly) with { IncludeStatus = includeStatus };
        var error = await Assert.ThrowsAsync<HistoryException>(() => bench.BuildAsync(request, "*"));
        Assert.Equal($"The spine has a column '{column.ToLowerInvariant()}' already, which the training set needs for a feature; rename it.", error.Message);
    }

    [Fact]
    public async Task Build_SpineWithBadValues_CountsThem()
    {
        var view = HistoryViews.Pushed("shops", "shop: int", "rate: { type: float }");
        await using var bench = new HistoryBench();
        var spine = bench.File("spine.csv", "shop,at", "x,2024-03-01", "5,soon", "3000000000,2024-03-01");
        var error = await Assert.ThrowsAsync<HistoryException>(() => bench.BuildAsync(bench.Request(spine, new TrainingSetView { View = view }), "*"));
        Assert.Equal($"The spine '{spine}' cannot be used: 1 of 3 rows have no time in 'at'; 2 of 3 rows have something in 'shop' that is not of type INTEGER.", error.Message);
    }

    [Fact]
    public async Task Build_OutputThatCannotBeWritten_SaysSo()
    {
        await using var bench = new HistoryBench();
        var request = bench.Request(bench.Spine("card", ("a", 5)), LimitOnly) with { Output = bench.Directory.Unusable("set.parquet") };
        var error = await Assert.ThrowsAsync<HistoryException>(() => bench.BuildAsync(request, "*"));
        Assert.StartsWith($"The training set cannot be written to '{request.Output}': ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_Cancelled_EndsAndWritesNothing()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(Windows, "a", 0, 0, "amount", FeatureValue.Of(1.0));
        await bench.Writer.FlushAsync();
        var path = bench.Directory.File("spine.parquet");
        HistoryBench.Rows($"COPY (SELECT range::VARCHAR AS card, TIMESTAMP '2024-03-01 12:00:00' AS at FROM range(2000000)) TO '{path}'");
        using var cancellation = new CancellationTokenSource();
        var request = bench.Request(path, new TrainingSetView { View = Windows });
        var progress = new CancelAt(cancellation, "replay");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new TrainingSetBuilder(bench.Options, new HistoryQueryOptions()).BuildAsync(request, progress, cancellation.Token));
        Assert.False(File.Exists(request.Output));
        Assert.False(File.Exists(request.Output + ".tmp"));
    }

    private sealed class CancelAt(CancellationTokenSource cancellation, string step) : IProgress<TrainingSetProgress>
    {
        public void Report(TrainingSetProgress value)
        {
            if (value.Step.StartsWith(step, StringComparison.Ordinal))
                cancellation.Cancel();
        }
    }
}
