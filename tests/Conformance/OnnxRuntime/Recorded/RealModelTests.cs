using System.Globalization;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace OrleansML.Conformance.OnnxRuntime.Recorded;

public sealed class RealModelTests
{
    private const float Tolerance = 1e-4f;

    [SharedDataTheory("onnx-models")]
    [InlineData("cnn-28x28")]
    [InlineData("keras-mlp-card-fraud")]
    [InlineData("lightgbm-iris-tensor-ops")]
    [InlineData("xgboost-regressor-tensor-ops")]
    public void Run_RealModel_GivesTheRecordedOutputs(string name)
    {
        using var session = Load(name);
        foreach (var recorded in Cases(name))
        {
            using var outputs = Run(session, recorded.GetProperty("inputs"));
            foreach (var expected in recorded.GetProperty("outputs").EnumerateObject())
                AssertClose(Numbers(expected.Value), outputs[session.OutputNames.ToList().IndexOf(expected.Name)]);
        }
    }

    [SharedDataFact("onnx-models", "sklearn-pipeline-strings-titanic")]
    public void Run_PipelineWithStrings_GivesLabelsAndProbabilities()
    {
        using var session = Load("sklearn-pipeline-strings-titanic");
        foreach (var recorded in Cases("sklearn-pipeline-strings-titanic"))
        {
            using var outputs = Run(session, recorded.GetProperty("inputs"));
            Assert.Equal(recorded.GetProperty("label").GetInt64(), outputs[0].GetTensorDataAsSpan<long>()[0]);
            AssertClose(Numbers(recorded.GetProperty("probabilities")), outputs[1]);
        }
    }

    [SharedDataFact("onnx-models", "sklearn-randomforest-iris")]
    public void Run_ClassifierWithZipMap_GivesLabelsAndMaps()
    {
        using var session = Load("sklearn-randomforest-iris");
        foreach (var recorded in Cases("sklearn-randomforest-iris"))
        {
            using var outputs = Run(session, recorded.GetProperty("inputs"));
            Assert.Equal(recorded.GetProperty("label").GetInt64(), outputs[0].GetTensorDataAsSpan<long>()[0]);

            using var map = outputs[1].GetValue(0, OrtAllocator.DefaultInstance);
            var probabilities = new Dictionary<long, float>();
            map.ProcessMap(
                (keys, values) =>
                {
                    for (var index = 0; index < keys.GetTensorDataAsSpan<long>().Length; index++)
                        probabilities[keys.GetTensorDataAsSpan<long>()[index]] = values.GetTensorDataAsSpan<float>()[index];
                },
                OrtAllocator.DefaultInstance);
            foreach (var expected in recorded.GetProperty("probabilities").EnumerateObject())
            {
                var probability = probabilities[long.Parse(expected.Name, CultureInfo.InvariantCulture)];
                Assert.Equal(expected.Value.GetSingle(), probability, Tolerance);
            }
        }
    }

    [SharedDataFact("onnx-models", "squeezenet-light")]
    public void Run_SqueezeNet_GivesTheRecordedOutput()
    {
        using var session = Load("squeezenet-light");
        using var options = new RunOptions();
        var pixels = Enumerable.Range(0, 150528).Select(index => index / 150528f).ToArray();
        using var input = Engine.Tensor(pixels, 1, 3, 224, 224);
        var expected = RecordedTensor.Parse(File.ReadAllBytes(SharedData.PathOf("onnx-models", "squeezenet-light", "output_0.pb")));

        using var outputs = session.Run(options, ["data_0"], [input], ["softmaxout_1"]);

        Assert.Equal([1L, 1000L, 1L, 1L], outputs[0].GetTensorTypeAndShape().Shape);
        AssertClose(expected.ToNumbers().Select(number => (float)number).ToArray(), outputs[0]);
    }

    [SharedDataFact("onnx-models", "mlnet-multiclass-breast-cancer")]
    public void Load_MlNetModel_HasItsSchema()
    {
        using var session = Load("mlnet-multiclass-breast-cancer");

        Assert.Equal(["Label", "Features"], session.InputNames);
        Assert.Equal(TensorElementType.String, session.InputMetadata["Label"].ElementDataType);
        Assert.Equal([1, 8], session.InputMetadata["Features"].Dimensions);
        Assert.Equal(["Label.onnx", "Features.onnx", "PredictedLabel.onnx", "Score.onnx"], session.OutputNames);
        Assert.Equal(typeof(uint), session.OutputMetadata["PredictedLabel.onnx"].ElementType);
    }

    [SharedDataTheory("onnx-models")]
    [InlineData("mnist-cnn-no-opset-INVALID", "[ErrorCode:Fail]", "Missing opset in the model")]
    [InlineData("nanogpt-64-tokens", "[ErrorCode:InvalidGraph]", "Type 'tensor(float)' of input parameter (/h.0/attn/Slice_1_output_0)")]
    [InlineData("random-forest-tensor-ops", "[ErrorCode:InvalidGraph]", "of operator (MatMul)")]
    public void Load_ModelThatOnnxRuntimeRefuses_SaysWhy(string name, string code, string reason)
    {
        var error = Assert.Throws<OnnxRuntimeException>(() => Load(name));

        Assert.StartsWith(code, error.Message);
        Assert.Contains(name, error.Message);
        Assert.Contains(reason, error.Message);
    }

    private static InferenceSession Load(string name)
    {
        using var options = Engine.QuietOptions();
        return new InferenceSession(SharedData.PathOf("onnx-models", name, "model.onnx"), options);
    }

    private static List<JsonElement> Cases(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("onnx-models", name, "cases.json")));
        return document.RootElement.GetProperty("cases").EnumerateArray().Select(element => element.Clone()).ToList();
    }

    private static IDisposableReadOnlyCollection<OrtValue> Run(InferenceSession session, JsonElement inputs)
    {
        using var options = new RunOptions();
        var values = new Dictionary<string, OrtValue>();
        try
        {
            foreach (var input in inputs.EnumerateObject())
                values[input.Name] = ToValue(session.InputMetadata[input.Name], input.Value);
            return session.Run(options, values, session.OutputNames);
        }
        finally
        {
            foreach (var value in values.Values)
                value.Dispose();
        }
    }

    // Recorded inputs are one row, sometimes without the batch dimension.
    private static OrtValue ToValue(NodeMetadata metadata, JsonElement json)
    {
        var shape = metadata.Dimensions.Select(dimension => dimension < 0 ? 1L : dimension).ToArray();
        return metadata.ElementDataType switch
        {
            TensorElementType.String => Engine.Strings([json.GetString()!], shape),
            TensorElementType.Int64 => Engine.Tensor(Numbers(json).Select(number => (long)number).ToArray(), shape),
            _ => Engine.Tensor(Numbers(json), shape),
        };
    }

    private static float[] Numbers(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Numbers).ToArray(),
        JsonValueKind.Null => [float.NaN],
        _ => [json.GetSingle()],
    };

    private static void AssertClose(float[] expected, OrtValue actual)
    {
        var numbers = RecordedTensor.ToNumbers(actual.GetTensorTypeAndShape().ElementDataType, actual.GetTensorDataAsSpan<byte>());
        Assert.Equal(expected.Length, numbers.Length);
        for (var index = 0; index < expected.Length; index++)
            Assert.Equal(expected[index], numbers[index], Tolerance);
    }
}
