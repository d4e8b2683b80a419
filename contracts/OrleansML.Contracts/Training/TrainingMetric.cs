namespace OrleansML.Training;

/// <summary>A metric on the test rows.</summary>
/// <param name="Name">Its name, such as <c>rmse</c>.</param>
/// <param name="Value">Its value.</param>
/// <param name="Lower">Lower end of its interval.</param>
/// <param name="Upper">Upper end of its interval.</param>
[GenerateSerializer, Immutable, Alias("OrleansML.TrainingMetric")]
public sealed record TrainingMetric([property: Id(0)] string Name, [property: Id(1)] double Value, [property: Id(2)] double Lower, [property: Id(3)] double Upper);
