namespace OrleansML.Learning.Monitoring;

/// <summary>What windows are compared with.</summary>
public enum BaselineKind
{
    /// <summary>What the model was trained on.</summary>
    Training,

    /// <summary>The window before.</summary>
    Previous,

    /// <summary>The window some hours before.</summary>
    HoursBefore,

    /// <summary>The window at the same time of the same weekday, some weeks before.</summary>
    WeekdayBefore,

    /// <summary>All windows of a span of time.</summary>
    Span,

    /// <summary>The same window of the champion.</summary>
    Champion,
}
