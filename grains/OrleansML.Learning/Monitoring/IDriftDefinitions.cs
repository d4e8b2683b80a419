namespace OrleansML.Learning.Monitoring;

/// <summary>The definitions of one <see cref="DriftProfile"/>.</summary>
internal interface IDriftDefinitions
{
    /// <summary>Values that each side needs where nobody says otherwise.</summary>
    long SmallestCount { get; }

    /// <summary>Measures numbers; both sides have some.</summary>
    DriftMeasurement Measure(DriftMetric metric, NumericSample reference, NumericSample current, DriftLimits limits);

    /// <summary>Measures categories; both sides have some.</summary>
    DriftMeasurement Measure(DriftMetric metric, CategoricalSample reference, CategoricalSample current, DriftLimits limits);

    /// <summary>Judges what was measured.</summary>
    DriftVerdict Judge(DriftMetric metric, in DriftMeasurement measurement, DriftLimits limits);
}
