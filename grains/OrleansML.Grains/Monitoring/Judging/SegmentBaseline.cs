using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;

namespace OrleansML.Grains.Monitoring;

/// <summary>What a segment is compared with: other windows, or what the model was trained on.</summary>
internal sealed record SegmentBaseline
{
    /// <summary>Other windows; null: there are none.</summary>
    public SegmentData? Windows { get; init; }

    /// <summary>What the model was given in training; null: that is not known.</summary>
    public TrainedColumns? Trained { get; init; }

    /// <summary>How good it was, by metric.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Why there is nothing to compare with.</summary>
    public string Reason { get; init; } = "There is no baseline to compare with.";

    /// <summary>Windows, or nothing where they are empty.</summary>
    public static SegmentBaseline Of(SegmentData windows) =>
        windows.Window.IsEmpty && windows.Performance is null ? new SegmentBaseline { Reason = "The windows of the baseline are empty." } : new SegmentBaseline { Windows = windows };

    /// <summary>What a version was trained on, of one segment.</summary>
    /// <param name="profile">The profile of its package; null: it has none.</param>
    /// <param name="metrics">How good it was, by segment and metric.</param>
    /// <param name="version">The version.</param>
    /// <param name="segment">The segment.</param>
    public static SegmentBaseline Of(ReferenceProfile? profile, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> metrics, int version, string segment)
    {
        var known = metrics.GetValueOrDefault(segment) ?? new Dictionary<string, double>();
        if (profile is null)
            return new SegmentBaseline { Metrics = known, Reason = $"The package of version {version} does not tell what it was trained on." };

        return (segment == MonitorSegments.Whole ? profile : profile.FindSegment(segment)) is { } found
            ? new SegmentBaseline { Metrics = known, Trained = new TrainedColumns(found.Numeric, found.Categorical, found.Predictions) }
            : new SegmentBaseline { Metrics = known, Reason = $"The package of version {version} does not tell how this segment was in training." };
    }
}
