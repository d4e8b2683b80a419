using OrleansML.Learning.Mlp;

namespace OrleansML.LearningTests.Mlp;

/// <summary>A network written a second time, as plain loops in double precision, to check the fast one against.</summary>
internal static class ReferenceNetwork
{
    /// <summary>The parameters of a network, layer by layer: weights, then biases.</summary>
    public static double[][] Parameters(MlpModel model) =>
    [
        .. from layer in model.Layers
           from values in new[] { layer.Weights, layer.Biases }
           select Array.ConvertAll(values, value => (double)value),
    ];

    /// <summary>The last layer's sums for one row.</summary>
    public static double[] Forward(MlpModel model, double[][] parameters, ReadOnlySpan<float> row)
    {
        var values = new double[row.Length];
        for (var i = 0; i < row.Length; i++)
            values[i] = model.Scaling is { } scaling ? ((double)row[i] - scaling.Means[i]) / scaling.Deviations[i] : row[i];

        for (var layer = 0; layer < model.Layers.Count; layer++)
        {
            var (weights, biases) = (parameters[2 * layer], parameters[2 * layer + 1]);
            var sums = (double[])biases.Clone();
            for (var output = 0; output < sums.Length; output++)
            {
                for (var input = 0; input < values.Length; input++)
                    sums[output] += weights[output * values.Length + input] * values[input];
                if (layer < model.Layers.Count - 1)
                    sums[output] = Math.Max(sums[output], 0);
            }

            values = sums;
        }

        return values;
    }

    public static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    /// <summary>The loss of one row: minus the logarithm of the probability of its class.</summary>
    public static double Loss(MlpModel model, double[][] parameters, ReadOnlySpan<float> row, bool label)
    {
        var probability = Sigmoid(Forward(model, parameters, row)[0]);
        return -Math.Log(label ? probability : 1 - probability);
    }
}
