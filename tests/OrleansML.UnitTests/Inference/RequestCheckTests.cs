using OrleansML.Inference;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.UnitTests.Inference;

public sealed class RequestCheckTests
{
    private static readonly TensorMetadata[] Inputs =
    [
        new() { Name = "amount", Type = TensorType.Float32, Shape = [-1, 2], Minimum = 0, Maximum = 100, AllowNaN = false },
        new() { Name = "country", Type = TensorType.String, Shape = [-1, 1], Categories = ["DE", "FR"] },
    ];

    private static readonly ModelOutput[] Outputs =
        [new(new TensorMetadata { Name = "score", Type = TensorType.Float32, Shape = [-1, 1] }, PerRow: true)];

    [Fact]
    public void Check_ValidRequestInAnotherOrder_PutsInputsInTheModelsOrder()
    {
        var request = CreateSut().Check(Request(Country("DE", "FR"), Amount(1, 2, 3, 4)));

        Assert.Equal(["amount", "country"], request.Inputs.Select(input => input.Name));
        Assert.Equal(2, request.Rows);
        Assert.Null(request.Wanted);
    }

    [Fact]
    public void Check_SeveralViolations_ReportsAllAtOnce() => AssertRefused(
        "There is no input 'amout'; the inputs are 'amount', 'country'. Input 'amount' is missing; it is FP32 [-1,2]. "
        + "Input 'country' is missing; it is BYTES [-1,1]. There is no output 'label'; the outputs are 'score'.",
        new PredictRequest { Inputs = [Tensor.Create("amout", [1f, 2f], 1, 2)], Outputs = ["label"] });

    [Fact]
    public void Check_InputTwice_IsRefused() =>
        AssertRefused("Input 'country' is given twice.", Request(Amount(1, 2), Country("DE"), Country("DE")));

    [Fact]
    public void Check_WrongType_NamesBoth() => AssertRefused(
        "Input 'amount' has data type FP64; the model expects FP32.", Request(Tensor.Create("amount", [1d, 2d], 1, 2), Country("DE")));

    [Theory]
    [InlineData(new long[] { 2 }, "[2]")]
    [InlineData(new long[] { 2, 1 }, "[2,1]")]
    [InlineData(new long[] { -1, 2 }, "[-1,2]")]
    [InlineData(new long[] { 0, 2 }, "[0,2]")]
    [InlineData(new long[] { 1, 1, 2 }, "[1,1,2]")]
    public void Check_WrongShape_NamesBoth(long[] shape, string text) => AssertRefused(
        $"Input 'amount' has shape {text}; the model expects [-1,2].",
        Request(new Tensor("amount", TensorType.Float32, shape, new byte[8]), Country("DE")));

    [Fact]
    public void Check_ModelThatAsksForNoElements_TakesNone()
    {
        var axes = new TensorMetadata { Name = "axes", Type = TensorType.Int64, Shape = [0] };
        var sut = new RequestCheck(new ModelId("reduce", 1), [axes], Outputs, batchable: false);

        Assert.Equal([0L], sut.Check(Request(Tensor.Create<long>("axes", [], 0))).Inputs.Single().Shape);
    }

    [Fact]
    public void Check_BytesDoNotFitShape_PrintsBothCounts() => AssertRefused(
        "Input 'amount' has 12 bytes; 4 elements of 4 bytes are expected for shape [2,2].",
        Request(new Tensor("amount", TensorType.Float32, [2, 2], new byte[12]), Country("DE", "FR")));

    [Fact]
    public void Check_ShapeOverflows_IsRefused() => AssertRefused(
        "Input 'amount' has shape [9223372036854775807,2], more than 2^63 elements.",
        Request(new Tensor("amount", TensorType.Float32, [long.MaxValue, 2], new byte[8]), Country("DE")));

    [Fact]
    public void Check_TruncatedText_IsRefused() => AssertRefused(
        "Input 'country' has 0 whole texts and 5 bytes left over; 1 texts are expected for shape [1,1].",
        Request(Amount(1, 2), new Tensor("country", TensorType.String, [1, 1], new byte[] { 2, 0, 0, 0, 68 })));

    [Fact]
    public void Check_RowsDisagree_IsRefused() =>
        AssertRefused("Input 'country' has 2 rows; 'amount' has 1.", Request(Amount(1, 2), Country("DE", "FR")));

    [Fact]
    public void Check_NaNWhereForbidden_NamesTheElement() => AssertRefused(
        "Input 'amount' has NaN at element 3; the model's manifest forbids NaN.", Request(Amount(1, 2, 3, float.NaN), Country("DE", "FR")));

    [Fact]
    public void Check_NaNWhereAllowed_Passes()
    {
        var sut = new RequestCheck(new ModelId("fraud", 3), [Inputs[0] with { AllowNaN = true }], Outputs, batchable: true);

        Assert.Equal(1, sut.Check(Request(Amount(1, float.NaN))).Rows);
    }

    [Theory]
    [InlineData(-0.5f, "-0.5")]
    [InlineData(100.5f, "100.5")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Check_OutsideRange_NamesTheValue(float value, string text) => AssertRefused(
        $"Input 'amount' has {text} at element 1; the manifest allows 0 to 100.", Request(Amount(1, value), Country("DE")));

    [Fact]
    public void Check_UnknownCategory_NamesTheAllowed() => AssertRefused(
        "Input 'country' has 'US' at element 1; the manifest allows DE, FR.", Request(Amount(1, 2, 3, 4), Country("DE", "US")));

    [Fact]
    public void Check_OutputTwice_IsRefused() => AssertRefused(
        "Output 'score' is asked for twice.",
        new PredictRequest { Inputs = [Amount(1, 2), Country("DE")], Outputs = ["score", "score"] });

    private static void AssertRefused(string violations, PredictRequest request)
    {
        var error = Assert.Throws<OrleansMLException>(() => CreateSut().Check(request));

        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.Equal($"The request does not fit model 'fraud' version 3: {violations}", error.Message);
    }

    private static RequestCheck CreateSut() => new(new ModelId("fraud", 3), Inputs, Outputs, batchable: true);

    private static PredictRequest Request(params Tensor[] inputs) => new() { Inputs = inputs };

    private static Tensor Amount(params float[] values) => Tensor.Create("amount", values, values.Length / 2, 2);

    private static Tensor Country(params string[] values) => Tensor.Create("country", values, values.Length, 1);
}
