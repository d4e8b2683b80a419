namespace OrleansML.Grains.Monitoring;

/// <summary>Windows that labels have touched.</summary>
/// <param name="Number">What to ask after the next time, once the windows are in place. May be what was asked after, when labels wait for their predictions.</param>
/// <param name="Windows">The windows by version, start and segment; the whole stands before its segments.</param>
internal sealed record LabelledWindows(long Number, IReadOnlyList<LabelledWindow> Windows)
{
    /// <summary>Why labels of some version say nothing; null when nothing is in the way.</summary>
    public string? Reason { get; init; }
}
