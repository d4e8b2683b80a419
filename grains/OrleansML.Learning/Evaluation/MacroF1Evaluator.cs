namespace OrleansML.Learning.Evaluation;

/// <summary>The mean over all classes of the harmonic mean of precision and recall; a class that is neither there nor predicted counts 0.</summary>
internal sealed class MacroF1Evaluator(Predictions predictions, int[] rows) : IMetricEvaluator
{
    private readonly int[] _predicted = Array.ConvertAll(rows, row => EvaluationMetric.ClassOf(predictions, row));

    public double Evaluate(ReadOnlySpan<double> weights)
    {
        var classes = predictions.Rows.Classes;
        var hits = new double[classes];
        var both = new double[classes];
        for (var index = 0; index < rows.Length; index++)
        {
            var weight = weights[rows[index]];
            var truth = (int)predictions.Rows.Labels[rows[index]];
            both[truth] += weight;
            both[_predicted[index]] += weight;
            if (truth == _predicted[index])
                hits[truth] += weight;
        }

        var sum = 0.0;
        for (var index = 0; index < classes; index++)
            sum += both[index] > 0 ? 2 * hits[index] / both[index] : 0;
        return sum / classes;
    }
}
