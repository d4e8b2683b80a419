namespace OrleansML.Data.Monitoring;

/// <summary>A part of a window that was on its way when its run ended: whether it arrived is known to the window only.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Start">Start of the window.</param>
/// <param name="Length">How long the window is.</param>
/// <param name="Predictions">How many predictions it holds.</param>
internal sealed record UncountedPart(long Number, DateTimeOffset Start, TimeSpan Length, long Predictions);
