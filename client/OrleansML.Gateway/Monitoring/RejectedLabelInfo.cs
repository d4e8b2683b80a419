namespace OrleansML.Gateway.Monitoring;

/// <summary>A label that was not taken.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Reason">Why.</param>
public sealed record RejectedLabelInfo(long Line, string Reason);
