using OrleansML.Learning.Monitoring;
using Xunit;

namespace OrleansML.LearningTests.Monitoring.Windows;

public sealed class SegmentWindowTogetherTests
{
    private static readonly ColumnShape Numbers = ColumnShape.OfNumbers([100, 200], 0, 300);
    private static readonly ColumnShape Texts = ColumnShape.OfCategories(["a"]);

    [Fact]
    public void Together_Windows_IsWhatMergingOneAfterTheOtherGives()
    {
        SegmentWindow[] windows = [Window(1, 5_000, Numbers), Window(2, 300, Numbers), Window(3, 7, Numbers)];
        var merged = new SegmentWindow();
        foreach (var window in windows)
            merged.Merge(window);

        Assert.Equal(merged.ToArray(), SegmentWindow.Together(windows).ToArray());
    }

    [Fact]
    public void Together_AnotherShape_IsAsTheFirstAndNamed()
    {
        var together = SegmentWindow.Together([Window(1, 10, Numbers), Window(2, 20, ColumnShape.OfNumbers([5]))]);

        Assert.Equal((10, 30), (together.Inputs["amount"].Rows, together.Rows));
        Assert.Equal(["amount"], together.Unmerged);
    }

    [Fact]
    public void ReadFrom_LikeAnother_SharesEqualShapesAndReadsOthers()
    {
        var (one, other) = (Window(1, 10, Numbers), Window(1, 10, ColumnShape.OfNumbers([5])));

        var read = SegmentWindow.ReadFrom(one.ToArray(), Window(2, 1, ColumnShape.OfNumbers([100, 200], 0, 300)));
        var differing = SegmentWindow.ReadFrom(other.ToArray(), one);

        Assert.Equal(one.ToArray(), read.ToArray());
        Assert.Equal(other.ToArray(), differing.ToArray());
        Assert.Equal([5.0], differing.Inputs["amount"].Shape.Edges);
        Assert.Same(one.Outputs["answer"].Shape, differing.Outputs["answer"].Shape);
    }

    private static SegmentWindow Window(int seed, int rows, ColumnShape shape)
    {
        var window = new SegmentWindow();
        var random = new Random(seed);
        window.AddAnswered(rows, TimeSpan.FromMilliseconds(seed));
        for (var row = 0; row < rows; row++)
        {
            window.ColumnOf("amount", isOutput: false, shape)!.Add(random.NextDouble() * 300);
            window.ColumnOf("answer", isOutput: true, Texts)!.Add(row % 3 == 0 ? "a" : "b");
        }

        return window;
    }
}
