using OrleansML.Gateway.Api;
using OrleansML.Training;

namespace OrleansML.Gateway.Training;

/// <summary>A metric on the test rows, with its interval; null where it is not defined.</summary>
public sealed record TrainingMetricInfo
{
    /// <summary>Its name, such as <c>rmse</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its value.</summary>
    public double? Value { get; init; }

    /// <summary>Lower end of its interval.</summary>
    public double? Lower { get; init; }

    /// <summary>Upper end of its interval.</summary>
    public double? Upper { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static TrainingMetricInfo From(TrainingMetric metric) => new()
    {
        Name = metric.Name,
        Value = FiniteNumber.Of(metric.Value),
        Lower = FiniteNumber.Of(metric.Lower),
        Upper = FiniteNumber.Of(metric.Upper),
    };
}
