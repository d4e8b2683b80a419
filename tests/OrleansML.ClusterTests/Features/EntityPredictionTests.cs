using System.Text;
using OrleansML.Client;
using OrleansML.Features;
using OrleansML.Learning.Mlp;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.ClusterTests.Features;

public sealed class EntityPredictionTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    // The bytes of a network are the same for the same seed, so its answer to plain tensors is what an answer by entity must equal.
    private static readonly byte[] Network = MlpModel.Random([3, 8, 1], seed: 1).ToOnnx();

    [Fact]
    public async Task PredictAsync_ByEntity_EqualsThePredictionOfTheSameValues()
    {
        var (model, view) = await PushAsync();
        await IngestAsync(view, """{"card": "c1", "amount": 20, "shop": "b"}""");

        var byEntity = await shared.Client.PredictEntityAsync(model, "c1", new NamedDatum("price", 2.0));
        var direct = await shared.Client.PredictAsync(model, Tensor.Create("features", [2f, 1f, 2f], 1, 3));

        Assert.Equal(direct.Outputs[0].AsSpan<float>().ToArray(), byEntity.Prediction.Outputs[0].AsSpan<float>().ToArray());
        Assert.Equal([$"{view}.amount", $"{view}.shop"], byEntity.Features.Select(feature => feature.Name));
        Assert.All(byEntity.Features, feature => Assert.Equal([FeatureAge.Fresh], feature.Ages));
    }

    [Fact]
    public async Task PredictAsync_RequestOverridesAFeature_CountsInPlaceOfTheLiveOne()
    {
        var (model, view) = await PushAsync();
        await IngestAsync(view, """{"card": "c1", "amount": 20, "shop": "b"}""");

        var byEntity = await shared.Client.PredictEntityAsync(model, "c1", new NamedDatum("price", 2), new NamedDatum($"{view}.amount", 50));
        var direct = await shared.Client.PredictAsync(model, Tensor.Create("features", [5f, 1f, 2f], 1, 3));

        Assert.Equal(direct.Outputs[0].AsSpan<float>().ToArray(), byEntity.Prediction.Outputs[0].AsSpan<float>().ToArray());
        Assert.Equal([FeatureAge.Request], byEntity.Features[0].Ages);
    }

    [Fact]
    public async Task PredictAsync_ManyRows_AnswersThemInOrder()
    {
        var (model, view) = await PushAsync();
        await IngestAsync(view, string.Join('\n', Enumerable.Range(0, 40).Select(card => $"{{\"card\": \"c{card}\", \"amount\": {card}, \"shop\": \"a\"}}")));

        var byEntity = await shared.Client.PredictEntitiesAsync(model, new EntityPredictRequest
        {
            Rows = [.. Enumerable.Range(0, 40).Select(card => new EntityRow
            {
                Entity = [new NamedDatum("card", $"c{card}")],
                Fields = [new NamedDatum("price", 1.0)],
            })],
        });
        var direct = await shared.Client.PredictAsync(
            model, Tensor.Create("features", [.. Enumerable.Range(0, 40).SelectMany(card => (float[])[(float)(card / 10.0), 0f, 1f])], 40, 3));

        Assert.Equal(direct.Outputs[0].AsSpan<float>().ToArray(), byEntity.Prediction.Outputs[0].AsSpan<float>().ToArray());
    }

    [Fact]
    public async Task PredictAsync_WrongFieldAndKey_SaysWhatIsWrongWithEachRow()
    {
        var (model, view) = await PushAsync();

        var field = await Assert.ThrowsAsync<OrleansMLException>(() => shared.Client.PredictEntityAsync(model, "c1", new NamedDatum("price", "much"), new NamedDatum("colour", "blue")).AsTask());
        var key = await Assert.ThrowsAsync<OrleansMLException>(() => shared.Client.PredictEntitiesAsync(
            model, new EntityPredictRequest { Rows = [new EntityRow { Entity = [new NamedDatum("shop", "c1")] }] }).AsTask());

        Assert.Equal(
            $"The request does not fit model '{model}' version 1: row 0: 'price' must be of type double, and is of type string; "
            + $"row 0: 'colour' is neither request data nor a feature of the model; there are '{view}.amount', '{view}.shop', 'price'.",
            field.Message);
        Assert.Equal($"The request does not fit model '{model}' version 1: row 0: key 'card' has no value.", key.Message);
    }

    [Fact]
    public async Task PredictAsync_ModelWithoutFeatures_IsUnsupported()
    {
        var model = shared.NewModelName();
        await shared.Client.Registry.PushAsync(model, new MemoryStream(Network));

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => shared.Client.PredictEntityAsync(model, "c1").AsTask());

        Assert.Equal(ErrorCode.Unsupported, error.Code);
    }

    [Fact]
    public async Task PushAsync_ManifestDoesNotFitViewsOrModel_ListsEverything()
    {
        var model = shared.NewModelName();
        const string Manifest = """
            features: { views: [nowhere] }
            preprocessing:
              inputs: { type: float, columns: [{ column: amount, steps: [{ cast: { to: double } }] }] }
            """;

        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => shared.Client.Registry.PushAsync(model, new MemoryStream(Network), new PushOptions { Manifest = Manifest }));

        Assert.Equal(ErrorCode.InvalidModel, error.Code);
        Assert.Equal(
            "The model cannot be registered: there is no feature view 'nowhere'; apply its definition first; "
            + "the preprocessing makes input 'inputs'; the model's inputs are 'features'; the preprocessing does not make input 'features'; "
            + "column 'amount' is neither request data (none) nor a feature of none.",
            error.Message);
    }

    [Fact]
    public async Task ApplyAsync_ChangeBreaksADeployedModel_IsRefusedWithItsName()
    {
        var (model, view) = await PushAsync();
        var definition = (await shared.Client.Features.GetAsync(view)).Definition;

        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => shared.Client.Features.ApplyAsync(view, definition.Replace("type: double", "type: long", StringComparison.Ordinal)));

        Assert.Equal(ErrorCode.Conflict, error.Code);
        Assert.Equal(
            $"The new definition of view '{view}' would break 1 deployed models, so nothing was changed: model '{model}' version 1, because "
            + "'amount' changes its type from double to long. Keep what they read, or give the new meaning another name.",
            error.Message);
        Assert.Equal(1, (await shared.Client.Features.GetAsync(view)).Revision);
    }

    private async Task<(string Model, string View)> PushAsync()
    {
        var model = shared.NewModelName();
        var view = model.Replace('-', '_');
        await shared.Client.Features.ApplyAsync(view, $$"""
            name: {{view}}
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                fields:
                  amount: { type: double, default: 0 }
                  shop: { type: string, default: a }
            """);
        var manifest = $$"""
            features: { views: [{{view}}] }
            request: { price: double }
            preprocessing:
              features:
                type: float
                columns:
                  - { column: {{view}}.amount, steps: [{ cast: { to: double } }, { scale: { method: min_max, minimum: 0, maximum: 10 } }] }
                  - { column: shop, steps: [{ cast: { to: string } }, { one_hot: { categories: [b], unseen: zeros } }] }
                  - { column: price, steps: [{ cast: { to: double } }] }
            """;
        await shared.Client.Registry.PushAsync(model, new MemoryStream(Network), new PushOptions { Manifest = manifest });
        return (model, view);
    }

    private Task<FeatureIngestReply> IngestAsync(string view, string lines) =>
        shared.Client.Features.IngestAsync(new FeatureIngestRequest { View = view, Events = Encoding.UTF8.GetBytes(lines) });
}
