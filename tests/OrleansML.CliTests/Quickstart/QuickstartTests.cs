using OrleansML.Cli.Quickstart;
using OrleansML.Tensors;

namespace OrleansML.CliTests.Quickstart;

public sealed class QuickstartTests
{
    [Theory]
    [InlineData("models/fraud/model.onnx", "fraud")]
    [InlineData("models/My model (2).onnx", "My-model--2-")]
    [InlineData("models/_.onnx", "model")]
    public void NameOf_Path_IsAValidName(string path, string expected)
    {
        Assert.Equal(expected, OwnModelScenario.NameOf(path));
    }

    [Fact]
    public void Percentile_HundredLatencies_IsTheOneThatTheShareStaysWithin()
    {
        var result = new WayInResult("way", [], TimeSpan.FromSeconds(1), [.. Enumerable.Range(1, 100).Select(value => TimeSpan.FromMilliseconds(value))]);

        Assert.Equal(TimeSpan.FromMilliseconds(50), result.Percentile(0.5));
        Assert.Equal(TimeSpan.FromMilliseconds(99), result.Percentile(0.99));
    }

    [Theory]
    [InlineData(1f, 1.000005f, true)]
    [InlineData(1f, 1.00005f, false)]
    [InlineData(float.NaN, float.NaN, true)]
    [InlineData(float.NaN, 1f, false)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, true)]
    public void AreEqual_Floats_ComparesWithinTolerance(float left, float right, bool expected)
    {
        Assert.Equal(expected, TensorComparison.AreEqual([Tensor.Create("y", [left])], [Tensor.Create("y", [right])]));
    }

    [Fact]
    public void AreEqual_TextOrShapeDiffers_IsFalse()
    {
        Assert.False(TensorComparison.AreEqual([Tensor.Create("y", ["a"])], [Tensor.Create("y", ["b"])]));
        Assert.False(TensorComparison.AreEqual([Tensor.Create("y", [1f, 2f], 2, 1)], [Tensor.Create("y", [1f, 2f], 1, 2)]));
    }

    [Fact]
    public void Judge_OneAnswerDiffers_FailsThatCheckOnly()
    {
        var first = Result("first", 0.5f, 0.25f);
        var second = Result("second", 0.5f, 0.75f);
        var workload = new Workload { Requests = [], Headings = [], Describe = _ => [], Examples = [] };

        var checks = QuickstartChecks.Judge(workload, [first, second]);

        Assert.Equal([false, true, true], checks.Select(check => check.Passed));
        Assert.Equal("1 of 2 differ", checks[0].Found);
    }

    [Fact]
    public void Judge_ServedRankingIsTheOppositeOfTheLabels_Fails()
    {
        var workload = new Workload
        {
            Requests = [], Headings = [], Describe = _ => [], Examples = [], Labels = [true, false], ExpectedRocAuc = 1,
        };

        var checks = QuickstartChecks.Judge(workload, [Result("first", 0.1f, 0.9f)]);

        Assert.Equal("0.0000 served, 1.0000 trained", checks[^1].Found);
        Assert.False(checks[^1].Passed);
    }

    private static WayInResult Result(string name, params float[] scores) => new(
        name,
        [.. scores.Select(score => new[] { Tensor.Create("y", [score]) })],
        TimeSpan.FromSeconds(1),
        [.. scores.Select(_ => TimeSpan.FromMilliseconds(1))]);
}
