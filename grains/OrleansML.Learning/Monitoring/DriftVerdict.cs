namespace OrleansML.Learning.Monitoring;

/// <summary>What a distance or a p-value was compared with, and how that came out.</summary>
internal readonly record struct DriftVerdict(double Threshold, bool IsByPValue, bool? IsDrift);
