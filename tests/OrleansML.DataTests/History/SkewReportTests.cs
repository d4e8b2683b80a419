using OrleansML.Data.History;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.DataTests.History;

public sealed class SkewReportTests
{
    private static readonly FeatureView View = HistoryViews.Pushed(
        "cards",
        "card: string",
        "amount: { type: double }\nshop: { type: string }",
        """
        request: { price: double }
        windows: { total: { field: amount, aggregate: sum, length: 60s, hop: 10s } }
        derived: { after: { expression: total + request.price } }
        """);

    [Fact]
    public async Task Report_ServedAsHistory_FindsNothing()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(View, "a", 1, 1, "amount", FeatureValue.Of(2.0));
        Serve(bench, "a", 1, 2.0, null, 2.0, 5.0, 7.0);
        // At the same microsecond, after what was served.
        bench.Ingest(View, "a", 1, 1, "amount", FeatureValue.Of(4.0));
        Serve(bench, "a", 1, 4.0, null, 6.0, 0.0, 6.0);
        Serve(bench, "b", 1, null, null, 0.0, null, null);
        var report = await ReportAsync(bench, new SkewRequest { View = View });

        Assert.Equal((3, 0), (report.Vectors, report.OtherDefinition));
        Assert.Equal(["amount 3/3", "shop 3/3", "total 3/3", "after 3/3"], report.Features.Select(feature => $"{feature.Feature} {feature.Equal}/{feature.Compared}"));
        Assert.Empty(report.Skewed);
        Assert.Empty(report.NotComparable);
    }

    [Fact]
    public async Task Report_OneFeatureSkewed_NamesIt()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(View, "a", 1, 1, "amount", FeatureValue.Of(2.0));
        Serve(bench, "a", 2, 2.0, null, 2.0, 0.0, 2.0);
        Serve(bench, "a", 3, 2.0, null, 4.0, 0.0, 2.0);
        Serve(bench, "a", 4, 2.0, null, null, 0.0, 2.0);
        Serve(bench, "b", 5, null, "x", 0.0, 0.0, 0.0);
        var report = await ReportAsync(bench, new SkewRequest { View = View });

        Assert.Equal(["shop", "total"], report.Skewed);
        var total = report.Features.Single(feature => feature.Feature == "total");
        Assert.Equal((4, 2, 1, 1, 0, 0.5), (total.Compared, total.Equal, total.Mismatched, total.Missing, total.Extra, total.WorstRelativeDifference));
        Assert.Equal([new SkewExample("a", HistoryBench.At(3), "4", "2"), new SkewExample("a", HistoryBench.At(4), "", "2")], total.Examples);
        var shop = report.Features.Single(feature => feature.Feature == "shop");
        Assert.Equal((4, 3, 0, 0, 1), (shop.Compared, shop.Equal, shop.Mismatched, shop.Missing, shop.Extra));
        Assert.Null(shop.WorstRelativeDifference);

        // One of four values of 'shop' differs, two of four of 'total'.
        Assert.Equal(["total"], (await ReportAsync(bench, new SkewRequest { View = View, Threshold = 0.25 })).Skewed);
        var later = await ReportAsync(bench, new SkewRequest { View = View, From = HistoryBench.At(4), Until = HistoryBench.At(5), MaximumExamples = 0 });
        Assert.Equal((1, "total"), (later.Vectors, string.Join(',', later.Skewed)));
        Assert.Empty(later.Features.SelectMany(feature => feature.Examples));
    }

    [Fact]
    public async Task Report_VectorsOfAnotherDefinition_AreCountedApart()
    {
        await using var bench = new HistoryBench();
        bench.Ingest(View, "a", 1, 1, "amount", FeatureValue.Of(2.0));
        Serve(bench, "a", 2, 2.0, null, 9.0, 0.0, 2.0);
        var other = HistoryViews.Pushed("cards", "card: string", "amount: { type: double }");
        var report = await ReportAsync(bench, new SkewRequest { View = other });

        Assert.Equal((0, 1), (report.Vectors, report.OtherDefinition));
        Assert.Empty(report.Skewed);
    }

    [Fact]
    public async Task Report_NothingServed_IsEmpty()
    {
        await using var bench = new HistoryBench();
        var report = await ReportAsync(bench, new SkewRequest { View = View });
        Assert.Equal((0, 0, 4), (report.Vectors, report.OtherDefinition, report.Features.Count));
        Assert.Empty(report.Skewed);
    }

    [Fact]
    public async Task Report_HashedRoot_ComparesHashesAndMasksExamples()
    {
        var view = HistoryViews.Pushed(
            "privacy",
            "card: string",
            "shop: { type: string, privacy: pii }\npin: { type: string, privacy: secret }",
            "windows: { shops: { field: shop, aggregate: distinct, length: 1h, privacy: none } }");
        await using var bench = new HistoryBench(PiiStorage.Hashed);
        bench.Ingest(view, "a", 1, 1, "shop", FeatureValue.Of("x"));
        foreach (var (seconds, shop) in new[] { (2, "x"), (3, "y") })
        {
            Assert.True(bench.Writer.TryAdd(new ServedVector
            {
                View = view,
                Entity = "a",
                ServedAt = HistoryBench.At(seconds),
                Values = new[] { FeatureValue.Of("planted-pin"), FeatureValue.Of(shop), FeatureValue.Of(1L) },
                Statuses = new FeatureStatus[3],
            }));
        }

        var report = await ReportAsync(bench, new SkewRequest { View = view });
        var feature = Assert.Single(report.Features);
        Assert.Equal(("shop", 1L, 1L), (feature.Feature, feature.Equal, feature.Mismatched));

        // From python3: hmac.new(b'0123456789abcdef', b'a', 'sha256').hexdigest()[:32].
        Assert.Equal([new SkewExample("0c806ca38a87cad91ed9f55abcb2a453", HistoryBench.At(3), "masked", "masked")], feature.Examples);
        Assert.Equal(["pin", "shops"], report.NotComparable.Keys.Order());
    }

    [Theory]
    [InlineData(-0.1, 3)]
    [InlineData(1.1, 3)]
    [InlineData(0, 101)]
    public async Task Report_RequestOutOfRange_Throws(double threshold, int examples)
    {
        await using var bench = new HistoryBench();
        await Assert.ThrowsAsync<ArgumentException>(() => ReportAsync(bench, new SkewRequest { View = View, Threshold = threshold, MaximumExamples = examples }));
    }

    private static void Serve(HistoryBench bench, string entity, double at, double? amount, string? shop, double? total, double? price, double? after)
    {
        FeatureValue Number(double? value) => value is { } number ? FeatureValue.Of(number) : FeatureValue.Missing;

        Assert.True(bench.Writer.TryAdd(new ServedVector
        {
            View = View,
            Entity = entity,
            ServedAt = HistoryBench.At(at),
            Values = new[] { Number(amount), FeatureValue.Of(shop), Number(total), Number(price), Number(after) },
            Statuses = new FeatureStatus[5],
        }));
    }

    private static async Task<SkewReport> ReportAsync(HistoryBench bench, SkewRequest request)
    {
        await bench.Writer.FlushAsync();
        return await new SkewReporter(bench.Options, new HistoryQueryOptions()).ReportAsync(request);
    }
}
