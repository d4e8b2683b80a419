using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Models;

/// <summary>Recorded operator tests of the ONNX project: every element type that can be sent, through the whole serving path.</summary>
[Collection(RealModelsCollection.Name)]
public sealed class RealModelsNodeTests(RealModelsFixture platform)
{
    // What the ONNX project's own runner allows.
    private const double RelativeTolerance = 1e-3;

    private const int CasesPerSignature = 2;

    // Parts of names of cases that ONNX Runtime itself does not answer as recorded.
    private static readonly string[] LeftOut =
    [
        // It has no such operator, or none of these types.
        "/Adagrad/", "/Adam/", "/Momentum/", "/test_lstm_batchwise", "/test_pow_types_float32_uint", "/test_pow_types_int32_float32",
        "/test_pow_types_int64_float32", "/test_max_int16", "/test_max_uint16", "/test_max_int8", "/test_max_uint8", "/test_min_int16",
        "/test_min_uint16", "/test_min_int8", "/test_min_uint8", "/test_operator_non_float_params",
        // The recorded inputs do not have the shapes that the model declares.
        "node-opset11/BatchNormalization/", "node-opset11/OneHot/",
        // Random masks, and decimals written with other digits.
        "/test_training_dropout", "/test_cast_FLOAT_to_STRING",
    ];

    private static readonly string[] Sampled =
    [
        .. ModelCaseArchive.Names
            .Where(name => !LeftOut.Any(part => name.Contains(part, StringComparison.Ordinal)))
            .GroupBy(ModelCaseArchive.Signature)
            .SelectMany(group => group.Take(CasesPerSignature)),
    ];

    public static TheoryData<string> Sample => [.. Sampled];

    [SharedDataFact]
    public void Sample_OfRecordedOperators_HasEveryTypeThatCanBeSent()
    {
        var types = Sampled.SelectMany(ModelCaseArchive.Inputs).Select(tensor => tensor.Type).Distinct().Order();

        Assert.Equal(Enum.GetValues<TensorType>().Except([TensorType.BFloat16]), types);
    }

    [SharedDataTheory]
    [MemberData(nameof(Sample))]
    public async Task Predict_RecordedOperator_AnswersAsRecorded(string name)
    {
        // Some names are longer than a model's may be.
        var model = $"recorded-{ModelCaseArchive.Names.ToList().IndexOf(name)}";
        await platform.Client.Registry.PushAsync(model, new MemoryStream(ModelCaseArchive.Model(name)));

        var prediction = await platform.Client.PredictAsync(model, ModelCaseArchive.Inputs(name));

        RealModelsAssert.Equal(ModelCaseArchive.Outputs(name), prediction.Outputs, name, RelativeTolerance);
    }
}
