using OrleansML.Learning.Features;

namespace OrleansML.Grains.Monitoring;

/// <summary>What a request by entity gave the model, before preprocessing.</summary>
/// <param name="Columns">What the values are; the same object as long as they are the same.</param>
/// <param name="Values">The values, row by row.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Microseconds">Time spent on features.</param>
internal sealed record EntityInputs(LoggedColumns Columns, FeatureValue[] Values, int Rows, int Microseconds);
