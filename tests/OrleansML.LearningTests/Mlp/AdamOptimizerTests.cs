using OrleansML.Learning.Mlp;
using Xunit;

namespace OrleansML.LearningTests.Mlp;

public sealed class AdamOptimizerTests
{
    private const double LearningRate = 0.01;

    [Fact]
    public void Step_FirstGradient_MovesByTheLearningRateAgainstItsSign()
    {
        float[] parameters = [1, 1, 1];

        new AdamOptimizer(3, LearningRate, weightDecay: 0).Step(parameters, [50, -0.02f, 0], rows: 10);

        Assert.Equal(0.99f, parameters[0], 1e-6f);
        Assert.Equal(1.01f, parameters[1], 1e-5f);
        Assert.Equal(1f, parameters[2]);
    }

    [Fact]
    public void Step_SeveralGradients_FollowsThePublishedFormula()
    {
        double[] gradients = [0.5, -0.3, 0.8, 0.1, -0.9];
        float[] parameters = [2];
        var optimizer = new AdamOptimizer(1, LearningRate, weightDecay: 0);
        var (expected, first, second) = (2.0, 0.0, 0.0);
        for (var step = 1; step <= gradients.Length; step++)
        {
            // Kingma and Ba, "Adam: a method for stochastic optimization", algorithm 1.
            first = 0.9 * first + 0.1 * gradients[step - 1];
            second = 0.999 * second + 0.001 * gradients[step - 1] * gradients[step - 1];
            var correctedFirst = first / (1 - Math.Pow(0.9, step));
            var correctedSecond = second / (1 - Math.Pow(0.999, step));
            expected -= LearningRate * correctedFirst / (Math.Sqrt(correctedSecond) + 1e-8);

            optimizer.Step(parameters, [(float)(4 * gradients[step - 1])], rows: 4);

            Assert.Equal(expected, parameters[0], 1e-5);
        }
    }

    [Fact]
    public void Step_WeightDecayWithoutGradient_ShrinksByRateTimesDecay()
    {
        float[] parameters = [2];

        new AdamOptimizer(1, LearningRate, weightDecay: 0.5).Step(parameters, [0], rows: 1);

        Assert.Equal(2 * (1 - LearningRate * 0.5), parameters[0], 1e-6);
    }
}
