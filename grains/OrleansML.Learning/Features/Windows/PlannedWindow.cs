namespace OrleansML.Learning.Features.Windows;

/// <summary>A window over the tiles of a layout.</summary>
/// <param name="Layout">Which layout.</param>
/// <param name="Aggregate">What it computes.</param>
/// <param name="Length">In microseconds.</param>
internal readonly record struct PlannedWindow(int Layout, WindowAggregate Aggregate, long Length);
