namespace OrleansML.Learning.Pipelines;

/// <summary>A trigger whose instants are known in advance. A run at one of them is for the data since the one before.</summary>
/// <param name="Name">Its name in the definition.</param>
public abstract record ClockTrigger(string Name) : PipelineTrigger(Name)
{
    /// <summary>The first instant after another; null when there is none before the year 2100.</summary>
    /// <param name="instant">The other instant.</param>
    public abstract DateTimeOffset? Next(DateTimeOffset instant);

    /// <summary>The last instant that is not after another; null when there is none.</summary>
    /// <param name="instant">The other instant.</param>
    public abstract DateTimeOffset? Latest(DateTimeOffset instant);

    /// <summary>The last instant before another; null when there is none.</summary>
    /// <param name="instant">The other instant.</param>
    public DateTimeOffset? Previous(DateTimeOffset instant) => Latest(instant.AddTicks(-1));
}
