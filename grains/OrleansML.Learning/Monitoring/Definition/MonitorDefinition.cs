namespace OrleansML.Learning.Monitoring;

/// <summary>How a model is watched: windows, segments, baseline, rules, and what happens when one is broken. Immutable; <see cref="MonitorDefinitionReader"/> reads it.</summary>
public sealed record MonitorDefinition
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>How long windows are, from 1 minute to 1 day, a divisor of a day; default 1 hour.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often a window ends, a divisor of <see cref="Window"/>; null: each begins where the one before ends.</summary>
    public TimeSpan? Slide { get; init; }

    /// <summary>How long windows are that are counted; a window is made of one or of several of them. They start at multiples since midnight UTC.</summary>
    public TimeSpan BaseWindow => Slide ?? Window;

    /// <summary>How long after its end a window is judged; what comes later corrects it. Default 2 minutes.</summary>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Columns, or crossed columns, by whose values windows are kept apart beside the whole; at most 20 of at most 3 columns.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Segments { get; init; } = [];

    /// <summary>Most values of a segment that are kept apart; the rest is one. Default 200.</summary>
    public int MostSegmentValues { get; init; } = 200;

    /// <summary>What windows are compared with; default training.</summary>
    public MonitorBaseline Baseline { get; init; } = new(BaselineKind.Training);

    /// <summary>By whose definitions drift is measured; default ours.</summary>
    public DriftProfile Profile { get; init; }

    /// <summary>What labels say; null: there are none.</summary>
    public MonitorLabel? Label { get; init; }

    /// <summary>The rules, at most 100, in the order of the file.</summary>
    public required IReadOnlyList<MonitorRule> Rules { get; init; }

    /// <summary>How often people are reminded of an open incident; null: never.</summary>
    public TimeSpan? Remind { get; init; }

    /// <summary>How long windows are kept.</summary>
    public required MonitorRetention Keep { get; init; }

    /// <summary>Who is told.</summary>
    public MonitorRoutes Routes { get; init; } = new();

    /// <summary>What is done; null: nothing.</summary>
    public MonitorActions? Actions { get; init; }

    /// <summary>The definition of a model that has none: hourly windows against training, and the rules that need no knowledge of the model.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="segments">Columns, or crossed columns, by whose values windows are kept apart; left out: none.</param>
    /// <param name="label">What labels say; left out: there are none.</param>
    public static MonitorDefinition DefaultOf(string model, IReadOnlyList<IReadOnlyList<string>>? segments = null, MonitorLabel? label = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        return new MonitorDefinition
        {
            Model = model,
            Segments = segments ?? [],
            Label = label,
            Rules = MonitorDefaults.Rules(DriftProfile.Own, label),
            Keep = MonitorDefaults.Keep,
        };
    }
}
