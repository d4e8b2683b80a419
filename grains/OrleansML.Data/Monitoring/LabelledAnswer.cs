namespace OrleansML.Data.Monitoring;

/// <summary>What labels say about windows that they have touched.</summary>
/// <param name="Reached">How far labels are known once the windows are in place.</param>
/// <param name="Windows">By start, version and segment; the whole stands before its segments.</param>
/// <param name="Reasons">Why labels of some versions or segments say nothing.</param>
internal sealed record LabelledAnswer(long Reached, IReadOnlyList<LabelledSegment> Windows, IReadOnlyCollection<string> Reasons);
