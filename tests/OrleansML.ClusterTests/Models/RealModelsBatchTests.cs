using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Models;

/// <summary>Requests of many callers that are computed together: each must get the answer to its own rows.</summary>
[Collection(RealModelsCollection.Name)]
public sealed class RealModelsBatchTests(RealModelsFixture platform)
{
    private const int Concurrent = 64;

    private static readonly string[] Texts = ["female", "male", "S", "C", "Q", "Z", "", "zażółć gęślą jaźń", "長いテキスト"];

    [SharedDataTheory]
    [InlineData("keras-mlp-card-fraud", 1)]
    [InlineData("lightgbm-iris-tensor-ops", 2)]
    [InlineData("random-forest-tensor-ops", 3)]
    [InlineData("sklearn-pipeline-strings-titanic", 4)]
    [InlineData("sklearn-pipeline-strings-titanic", 5)]
    [InlineData("sklearn-randomforest-iris", 6)]
    [InlineData("xgboost-regressor-tensor-ops", 7)]
    public async Task Predict_ManyCallersAtOnce_EachGetsItsOwnRows(string model, int seed)
    {
        var name = $"{model}-joined";
        var version = await platform.PushAsync(model, name, "batching: {maximum_delay_milliseconds: 20}");
        Assert.True(version.Description.MaximumBatchRows > 1, $"{model} is not batched.");
        var random = new Random(seed);
        var requests = Enumerable.Range(0, Concurrent).Select(_ => MakeUp(version.Description.Inputs, random)).ToArray();
        using var runtime = RealModelsRuntime.Of(model);
        var expected = requests.Select(runtime.Run).ToArray();

        var byClient = requests.Select(inputs => platform.Client.PredictAsync(name, inputs).AsTask()).ToArray();
        var byHttp = requests.Select((inputs, index) =>
            platform.PredictAsync(name, index % 2 == 0 ? RealModelsWay.Json : RealModelsWay.Binary, inputs)).ToArray();
        var predictions = await Task.WhenAll(byClient);
        var answers = await Task.WhenAll(byHttp);

        for (var index = 0; index < Concurrent; index++)
        {
            RealModelsAssert.Equal(expected[index], predictions[index].Outputs, $"{model}, request {index}, typed client");
            RealModelsAssert.Equal(expected[index], answers[index], $"{model}, request {index}, HTTP");
        }

        Assert.Contains(predictions, prediction => prediction.BatchRows > prediction.Outputs[0].Shape[0]);
        Assert.True(expected.Select(Fingerprint).Distinct().Count() > Concurrent / 8, "Too many answers are alike to notice a mix-up.");
    }

    private static Tensor[] MakeUp(TensorMetadata[] inputs, Random random)
    {
        var rows = random.Next(1, 4);
        return [.. inputs.Select(input => MakeUp(input, [rows, .. input.Shape.AsSpan(1)], random))];
    }

    private static Tensor MakeUp(TensorMetadata input, long[] shape, Random random)
    {
        var elements = Enumerable.Range(0, (int)TensorShape.ElementCount(shape));
        return input.Type switch
        {
            TensorType.String => Tensor.Create(input.Name, [.. elements.Select(_ => Texts[random.Next(Texts.Length)])], shape),
            TensorType.Int64 => Tensor.Create(input.Name, [.. elements.Select(_ => random.NextInt64(1, 4))], shape),
            _ => Tensor.Create(input.Name, [.. elements.Select(_ => (random.NextSingle() * 8) - 1)], shape),
        };
    }

    private static string Fingerprint(List<Tensor> outputs) =>
        string.Join("|", outputs.Select(output => $"{output}: {string.Join(",", ModelCaseElements.Of(output))}"));
}
