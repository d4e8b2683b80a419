using OrleansML.Client;
using OrleansML.Tensors;

namespace OrleansML.UnitTests.Client;

public sealed class OutputComparisonTests
{
    [Fact]
    public void Of_ScoresOfTwoRows_FindsTheLargestDifferenceAndTheEqualDecisions()
    {
        Tensor[] one = [Tensor.Create("p", [0.75f, 0.25f, 0.5f, 0.25f], 2, 2)];
        Tensor[] other = [Tensor.Create("p", [0.5f, 0.25f, 0.25f, 0.5f], 2, 2)];

        Assert.Equal(new OutputComparison(false, 0.25, Decisions: 2, EqualDecisions: 1), OutputComparison.Of(one, other, 0.1));
        Assert.Equal(new OutputComparison(true, 0.25, Decisions: 2, EqualDecisions: 1), OutputComparison.Of(one, other, 0.25));
    }

    [Fact]
    public void Of_OneNumberPerRow_IsNoDecision()
    {
        var comparison = OutputComparison.Of([Tensor.Create("p", [1.0, 2.0], 2, 1)], [Tensor.Create("p", [1.0, 2.5], 2, 1)], 0);

        Assert.Equal(new OutputComparison(false, 0.5, 0, 0), comparison);
    }

    [Fact]
    public void Of_LabelsAndTexts_AreDecisions()
    {
        Tensor[] one = [Tensor.Create("label", [1L, 2L, 3L], 3), Tensor.Create("name", ["a", "b"], 2)];
        Tensor[] other = [Tensor.Create("label", [1L, 2L, 4L], 3), Tensor.Create("name", ["a", "b"], 2)];

        Assert.Equal(new OutputComparison(false, 0, Decisions: 5, EqualDecisions: 4), OutputComparison.Of(one, other, 0));
    }

    [Fact]
    public void Of_NotANumberAndInfinities_AreEqualToThemselvesAndNeverTheLargestDifference()
    {
        Tensor[] one = [Tensor.Create("p", [float.NaN, float.PositiveInfinity], 2)];

        Assert.True(OutputComparison.Of(one, [Tensor.Create("p", [float.NaN, float.PositiveInfinity], 2)], 0).AreEqual);
        Assert.Equal(new OutputComparison(false, 0, 1, 0), OutputComparison.Of(one, [Tensor.Create("p", [1f, float.PositiveInfinity], 2)], 1e9));
    }

    [Fact]
    public void Of_OtherShapeTypeOrName_Differs()
    {
        Tensor[] one = [Tensor.Create("p", [1f, 2f], 2)];

        Assert.False(OutputComparison.Of(one, [Tensor.Create("p", [1f, 2f], 1, 2)], 1).AreEqual);
        Assert.False(OutputComparison.Of(one, [Tensor.Create("p", [1.0, 2.0], 2)], 1).AreEqual);
        Assert.False(OutputComparison.Of(one, [Tensor.Create("q", [1f, 2f], 2)], 1).AreEqual);
        Assert.False(OutputComparison.Of(one, [one[0], Tensor.Create("q", [1f])], 1).AreEqual);
    }
}
