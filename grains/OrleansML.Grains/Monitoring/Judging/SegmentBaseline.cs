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
    public static SegmentBaseline Of(ReferenceProfile? profile, IReadOnlyDictionary<string, double> metrics, int version, bool isWhole) => (profile, isWhole) switch
    {
        (_, false) => new SegmentBaseline { Reason = "What the model was trained on is not known by segment." },
        (null, _) => new SegmentBaseline { Metrics = metrics, Reason = $"The package of version {version} does not tell what it was trained on." },
        _ => new SegmentBaseline { Metrics = metrics, Trained = new TrainedColumns(profile.Numeric, profile.Categorical, profile.Predictions) },
    };
}
