using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Monitoring;
using OrleansML.LearningTests.Sketches;
using Xunit;

namespace OrleansML.LearningTests.Monitoring.Windows;

public sealed class PerformanceWindowTests
{
    [Fact]
    public void Add_Regression_IsMeasuredAndWhatIsNoNumberIsATypeError()
    {
        var window = new PerformanceWindow(EvaluationTask.Regression, []);
        window.Add(3, 1);
        window.Add(2, 6);
        window.Add(double.NaN, 8);
        window.Add(1, double.NaN);

        var read = PerformanceWindow.ReadFrom(window.ToArray());

        // Errors 2 and -4: mean of squares 10, of amounts 3.
        Assert.Equal(Math.Sqrt(10), read.Measure()["rmse"].Value, 1e-12);
        Assert.Equal((3.0, 2), (read.Measure()["mae"].Value, read.Measure()["mae"].Count));
        Assert.Equal((3, 1, 5.0), (read.Labels.Values, read.Labels.TypeErrors, read.Labels.Moments.Mean));
        Assert.Equal(window.ToArray(), read.ToArray());
    }

    [Fact]
    public void AddBinary_AHandfulOfRows_HasTheAreaAndTheDecisionsCountedByHand()
    {
        var window = new PerformanceWindow(EvaluationTask.BinaryClassification, ["no", "yes"]);
        foreach (var (probability, label) in new[] { (0.9, "yes"), (0.8, "no"), (0.7, "yes"), (0.3, "no"), (0.2, "maybe"), (1.5, "yes") })
            window.AddBinary(probability, label);

        var read = PerformanceWindow.ReadFrom(window.ToArray());

        // Of the four pairs of a positive and a negative three are in order; two of the four decisions at 0.5 and one more are right.
        Assert.Equal((0.75, 4), (read.Measure()["roc_auc"].Value, read.Count));
        Assert.Equal(0.75, read.Measure()["accuracy"].Value);
        Assert.Equal((5, 1), (read.Labels.Values, read.Labels.TypeErrors));
    }

    [Fact]
    public void AddClass_ThreeClasses_HasTheShareThatIsRight()
    {
        var window = new PerformanceWindow(EvaluationTask.MulticlassClassification, ["a", "b", "c"]);
        foreach (var (predicted, label) in new[] { (0, "a"), (1, "c"), (2, "c"), (3, "a"), (0, "d") })
            window.AddClass(predicted, label);

        var accuracy = PerformanceWindow.ReadFrom(window.ToArray()).Measure()["accuracy"];

        Assert.Equal((2.0 / 3, 3), (accuracy.Value, accuracy.Count));
    }

    [Fact]
    public void Merge_OnlyTheSameKind_IsTaken()
    {
        var (one, two) = (new PerformanceWindow(EvaluationTask.BinaryClassification, ["no", "yes"]), new PerformanceWindow(EvaluationTask.BinaryClassification, ["no", "yes"]));
        one.AddBinary(0.9, "yes");
        two.AddBinary(0.1, "no");
        one.Merge(PerformanceWindow.ReadFrom(two.ToArray()));

        Assert.Equal((2, 1.0), (one.Count, one.Measure()["roc_auc"].Value));
        Assert.Throws<ArgumentException>(() => one.Merge(new PerformanceWindow(EvaluationTask.BinaryClassification, ["yes", "no"])));
        Assert.Throws<ArgumentException>(() => one.Merge(new PerformanceWindow(EvaluationTask.BinaryClassification, ["no", "yes"], 0.6)));
        Assert.Throws<ArgumentException>(() => one.Merge(new PerformanceWindow(EvaluationTask.Regression, [])));
    }

    [Fact]
    public void Construct_ClassesThatDoNotGoWithTheTask_Throws()
    {
        Assert.Throws<ArgumentException>(() => new PerformanceWindow(EvaluationTask.Regression, ["a"]));
        Assert.Throws<ArgumentException>(() => new PerformanceWindow(EvaluationTask.BinaryClassification, ["a"]));
        Assert.Throws<ArgumentException>(() => new PerformanceWindow(EvaluationTask.MulticlassClassification, ["a"]));
    }

    [Fact]
    public void ReadFrom_DamagedBytes_AreRefused()
    {
        var binary = new PerformanceWindow(EvaluationTask.BinaryClassification, ["no", "yes"]);
        binary.AddBinary(0.9, "yes");
        var numbers = new PerformanceWindow(EvaluationTask.Regression, []);
        numbers.Add(3, 1);

        SketchBytes.AssertRobust(binary.ToArray(), static data => PerformanceWindow.ReadFrom(data));
        SketchBytes.AssertRobust(numbers.ToArray(), static data => PerformanceWindow.ReadFrom(data));
    }
}
