using OrleansML.Grains.Scoring;
using OrleansML.Inference;

namespace OrleansML.UnitTests.Scoring;

public sealed class ScoringBatchSizesTests
{
    private readonly ScoringBatchSizes _sizes = new();
    private readonly List<string> _trials = [];

    [Fact]
    public void Choose_SameModelAndColumns_IsTriedOnce()
    {
        Assert.Equal(256, Choose("m", 1, columns: 4, found: 256));
        Assert.Equal(256, Choose("m", 1, columns: 4, found: 64));

        Assert.Equal(["m/1 of 4"], _trials);
    }

    [Fact]
    public void Choose_OtherVersionModelOrColumns_IsTriedByItself()
    {
        Assert.Equal(256, Choose("m", 1, columns: 4, found: 256));
        Assert.Equal(64, Choose("m", 2, columns: 4, found: 64));
        Assert.Equal(1_024, Choose("m", 1, columns: 5, found: 1_024));
        Assert.Equal(4_096, Choose("n", 1, columns: 4, found: 4_096));

        Assert.Equal(["m/1 of 4", "m/2 of 4", "m/1 of 5", "n/1 of 4"], _trials);
    }

    [Fact]
    public void Choose_SampleWasSmall_IsTriedAgain()
    {
        Assert.Equal(64, Choose("m", 1, columns: 4, found: 64, isGeneral: false));
        Assert.Equal(1_024, Choose("m", 1, columns: 4, found: 1_024));

        Assert.Equal(["m/1 of 4", "m/1 of 4"], _trials);
    }

    [Fact]
    public void Choose_TrialFails_IsTriedAgain()
    {
        Assert.Throws<OperationCanceledException>(() => _sizes.Choose(new ModelId("m", 1), 4, static () => throw new OperationCanceledException()));

        Assert.Equal(256, Choose("m", 1, columns: 4, found: 256));
    }

    private int Choose(string model, int version, int columns, int found, bool isGeneral = true) => _sizes.Choose(new ModelId(model, version), columns, () =>
    {
        _trials.Add(FormattableString.Invariant($"{model}/{version} of {columns}"));
        return (found, isGeneral);
    });
}
