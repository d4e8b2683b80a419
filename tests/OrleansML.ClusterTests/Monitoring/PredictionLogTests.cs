using System.Globalization;
using System.Text;
using OrleansML.Client;
using OrleansML.Data.Monitoring;
using OrleansML.Features;
using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Mlp;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;
using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring;

/// <summary>From the client to the files: what was predicted is what the log holds.</summary>
public sealed class PredictionLogTests : IAsyncLifetime
{
    private static readonly byte[] Network = MlpModel.Random([3, 8, 1], seed: 1).ToOnnx();

    private PlatformCluster _platform = null!;

    private OrleansMLClient Client => _platform.Client;

    private PredictionLog Log => new(_platform.FeatureDirectory);

    public async Task InitializeAsync() => _platform = await PlatformCluster.StartAsync(["cpu"], new() { ["OrleansML:Monitoring:Flush"] = "00:10:00" });

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task PredictAsync_Tensors_AreLoggedUnderTheIdsThatTheClientGot()
    {
        await Client.Registry.PushAsync("plain", new MemoryStream(Network));
        var one = await Client.PredictAsync("plain", Tensor.Create("features", [1f, 2f, 3f], 1, 3));
        var two = await Client.PredictAsync("plain", Tensor.Create("features", [4f, 5f, 6f, 7f, 8f, 9f], 2, 3));
        await FlushAsync();

        Assert.Equal(
            [
                $"{one.Id}|0|1|1|1|2|3|{Text(one, 0)}",
                $"{two.Id}|0|2|1|4|5|6|{Text(two, 0)}",
                $"{two.Id}|1|2|1|7|8|9|{Text(two, 1)}",
            ],
            LogReader.Rows($"SELECT _prediction::VARCHAR, _row, _rows, _version, features_0, features_1, features_2, {one.Outputs[0].Name} FROM {Log.RelationOf("plain")} ORDER BY features_0"));
    }

    [Fact]
    public async Task PredictEntitiesAsync_RawColumns_AreLoggedWithPrivateOnesProtected()
    {
        await Client.Features.ApplyAsync("cards", """
            name: cards
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                fields:
                  amount: { type: double, default: 0 }
                  shop: { type: string, default: a, privacy: pii }
            """);
        await Client.Registry.PushAsync("byentity", new MemoryStream(Network), new PushOptions
        {
            Manifest = """
                features: { views: [cards] }
                request: { price: double }
                preprocessing:
                  features:
                    type: float
                    columns:
                      - { column: amount, steps: [{ cast: { to: double } }, { scale: { method: min_max, minimum: 0, maximum: 10 } }] }
                      - { column: shop, steps: [{ cast: { to: string } }, { one_hot: { categories: [b], unseen: zeros } }] }
                      - { column: price, steps: [{ cast: { to: double } }] }
                """,
        });
        await Client.Features.IngestAsync(new FeatureIngestRequest { View = "cards", Events = Encoding.UTF8.GetBytes("""{"card": "c1", "amount": 20, "shop": "b"}""") });

        var prediction = await Client.PredictEntityAsync("byentity", "c1", new NamedDatum("price", 2.5));
        // Made of the same features, and nobody can tell which.
        var tensors = await Client.PredictAsync("byentity", Tensor.Create("features", [2f, 1f, 2.5f], 1, 3));
        await FlushAsync();

        var relation = Log.RelationOf("byentity");
        Assert.Equal(
            [$"{prediction.Prediction.Id}|20|32|2.5|True", $"{tensors.Id}|-|-|-|False"],
            LogReader.Rows($"SELECT _prediction::VARCHAR, amount, length(\"shop.hash\"), price, _feature_us > 0 FROM {relation} ORDER BY amount NULLS LAST"));
        Assert.Equal(["1"], LogReader.Rows($"SELECT count(*) FROM (DESCRIBE SELECT * FROM {relation}) WHERE column_name LIKE '%shop%'"));
    }

    [Fact]
    public async Task PredictAsync_Refused_LeavesNoRow()
    {
        await Client.Registry.PushAsync("refuses", new MemoryStream(Network));
        await Assert.ThrowsAsync<OrleansMLException>(() => Client.PredictAsync("refuses", Tensor.Create("features", [1f, 2f], 1, 2)).AsTask());
        await FlushAsync();
        Assert.Empty(Log.FilesOf("refuses"));
    }

    [Fact]
    public async Task AddAsync_LabelsOfPredictions_JoinTheLog()
    {
        await Client.Registry.PushAsync("labelled", new MemoryStream(Network));
        var one = await Client.PredictAsync("labelled", Tensor.Create("features", [1f, 2f, 3f], 1, 3));
        var two = await Client.PredictAsync("labelled", Tensor.Create("features", [4f, 5f, 6f, 7f, 8f, 9f], 2, 3));
        await FlushAsync();

        PredictionLabel[] labels = [new(one.Id, null, "10", null), new(two.Id, 1, "20", null), new(two.Id, 1, "21", null)];
        var first = Assert.Single(await Client.Labels.AddAsync("labelled", labels));
        var again = Assert.Single(await Client.Labels.AddAsync("labelled", labels));

        Assert.Equal((2, 0, 1, false), (first.Counted, first.Repeated, first.Conflicting, first.WasKnown));
        Assert.Equal(first with { WasKnown = true }, again);
        Assert.Equal(
            [$"{one.Id}|0|10|1", $"{two.Id}|1|20|7"],
            LogReader.Rows($"SELECT _prediction::VARCHAR, _row, _label_number, features_0 FROM {new LabelledPredictions(_platform.FeatureDirectory).RelationOf("labelled")} ORDER BY features_0"));
    }

    [Fact]
    public async Task ReadAsync_LabelsOfPredictions_AreHeldAgainstTheOutputOfTheModel()
    {
        await Client.Registry.PushAsync("judged", new MemoryStream(Network));
        var prediction = await Client.PredictAsync("judged", Tensor.Create("features", [1f, 2f, 3f, 4f, 5f, 6f], 2, 3));
        await FlushAsync();
        var said = prediction.Outputs[0].AsSpan<float>().ToArray();
        // One label is what was said, the other is 2 more.
        await Client.Labels.AddAsync("judged", [new(prediction.Id, 0, ((double)said[0]).ToString("R", CultureInfo.InvariantCulture), null), new(prediction.Id, 1, (said[1] + 2.0).ToString("R", CultureInfo.InvariantCulture), null)]);
        var watch = new MonitorWatch { Model = "judged", Revision = 0, Window = TimeSpan.FromHours(1), Segments = [["features_0"]], MostSegmentValues = 10 };
        var source = _platform.Service<IPerformanceSource>();

        var regression = await source.ReadAsync("judged", watch, new MonitorLabel("y", EvaluationTask.Regression), 0, CancellationToken.None);
        var classes = await source.ReadAsync("judged", watch, new MonitorLabel("y", EvaluationTask.MulticlassClassification), 0, CancellationToken.None);

        Assert.Null(regression.Reason);
        Assert.Equal(["all", "features_0=1", "features_0=4"], regression.Windows.Select(static window => window.Segment));
        Assert.Equal([1.0, 0, 2], regression.Windows.Select(static window => Math.Round(window.Window.Measure()["mae"].Value, 9)));
        Assert.Empty((await source.ReadAsync("judged", watch, new MonitorLabel("y", EvaluationTask.Regression), regression.Number, CancellationToken.None)).Windows);
        Assert.Empty(classes.Windows);
        Assert.Equal(
            $"Labels of version 1 of model 'judged' say nothing, because none of the outputs '{prediction.Outputs[0].Name}' is one of several fractions a row; say 'label.output' in the definition.",
            classes.Reason);
    }

    [Fact]
    public async Task AddAsync_UnknownModel_IsRefused()
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => Client.Labels.AddAsync("nowhere", [new PredictionLabel(Guid.NewGuid(), null, "1", null)]));
        Assert.Equal(ErrorCode.ModelNotFound, error.Code);
    }

    [Fact]
    public async Task StopAsync_Silo_FlushesWhatItAnswered()
    {
        await Client.Registry.PushAsync("stopped", new MemoryStream(Network));
        await Client.PredictAsync("stopped", Tensor.Create("features", [1f, 2f, 3f], 1, 3));
        Assert.Empty(Log.FilesOf("stopped"));

        await _platform.Cluster.StopAllSilosAsync();
        Assert.Equal(["1"], LogReader.Rows($"SELECT count(*) FROM {Log.RelationOf("stopped")}"));
        Assert.Empty(Directory.GetFiles(Path.Combine(_platform.FeatureDirectory, "monitoring")));
    }

    private static string Text(Prediction prediction, int row) => prediction.Outputs[0].AsSpan<float>()[row].ToString(CultureInfo.InvariantCulture);

    private Task FlushAsync() => _platform.Service<MonitorConsumer>().FlushAsync();
}
