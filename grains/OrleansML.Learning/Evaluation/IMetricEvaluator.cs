namespace OrleansML.Learning.Evaluation;

/// <summary>One metric of one model on some rows, prepared so that it can be computed again and again under other weights.</summary>
public interface IMetricEvaluator
{
    /// <summary>Computes the metric.</summary>
    /// <param name="weights">How much each of all rows counts, by its place in <see cref="EvaluationRows"/>; 0 or more.</param>
    /// <returns>NaN where it is not defined, such as a ranking of one class alone.</returns>
    double Evaluate(ReadOnlySpan<double> weights);
}
