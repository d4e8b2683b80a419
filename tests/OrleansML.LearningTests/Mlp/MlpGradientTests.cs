using OrleansML.Learning.Mlp;
using Xunit;

namespace OrleansML.LearningTests.Mlp;

public sealed class MlpGradientTests
{
    private static readonly int[] Widths = [6, 8, 5, 1];

    [Fact]
    public void Add_ManyRows_GivesTheNumericalDerivativeOfTheLoss()
    {
        var (model, rows) = MlpModelTests.Create(Widths, MlpOutput.Sigmoid, scaled: true, rowCount: 20);
        var gradient = new MlpGradient(model);
        var loss = 0.0;
        for (var row = 0; row < 20; row++)
            loss += gradient.Add(Row(rows, row), IsPositive(row));

        var parameters = ReferenceNetwork.Parameters(model);
        Assert.Equal(Loss(model, parameters, rows), loss, 1e-4);
        for (var index = 0; index < parameters.Length; index++)
        {
            var computed = (index % 2 == 0 ? gradient.Weights : gradient.Biases)[index / 2];
            for (var i = 0; i < computed.Length; i++)
            {
                var expected = Derivative(model, parameters, rows, ref parameters[index][i]);
                Assert.Equal(expected, computed[i], 1e-4 * Math.Max(1, Math.Abs(expected)));
            }
        }
    }

    [Fact]
    public void Clear_AfterRows_StartsFromZero()
    {
        var (model, rows) = MlpModelTests.Create(Widths, MlpOutput.Sigmoid, scaled: false, rowCount: 2);
        var (once, again) = (new MlpGradient(model), new MlpGradient(model));
        once.Add(Row(rows, 1), label: true);

        again.Add(Row(rows, 0), label: false);
        again.Clear();
        again.Add(Row(rows, 1), label: true);

        Assert.Equal(once.Weights, again.Weights);
        Assert.Equal(once.Biases, again.Biases);
    }

    private static double Derivative(MlpModel model, double[][] parameters, float[] rows, ref double parameter)
    {
        const double step = 1e-6;
        var original = parameter;
        parameter = original + step;
        var above = Loss(model, parameters, rows);
        parameter = original - step;
        var below = Loss(model, parameters, rows);
        parameter = original;
        return (above - below) / (2 * step);
    }

    private static double Loss(MlpModel model, double[][] parameters, float[] rows) =>
        Enumerable.Range(0, 20).Sum(row => ReferenceNetwork.Loss(model, parameters, Row(rows, row), IsPositive(row)));

    private static ReadOnlySpan<float> Row(float[] rows, int row) => rows.AsSpan(row * Widths[0], Widths[0]);

    private static bool IsPositive(int row) => row % 3 == 0;
}
