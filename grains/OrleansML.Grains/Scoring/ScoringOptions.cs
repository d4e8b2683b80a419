namespace OrleansML.Grains.Scoring;

/// <summary>How silos score. Section <c>OrleansML:Scoring</c>.</summary>
public sealed class ScoringOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "OrleansML:Scoring";

    /// <summary>Workers of one job on one silo, each of which keeps a core busy, 1 to 256; null: one for each core of the silo that coordinates.</summary>
    public int? WorkersPerSilo { get; set; }

    /// <summary>Time without a sign of life after which a worker counts as lost and its slices are given to others, 1 s to 10 min. Default 10 s.</summary>
    public TimeSpan WorkerTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two looks at the workers, and between two reports of a worker that has nothing new, 10 ms to 10 s. Default 200 ms.</summary>
    public TimeSpan Period { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How far workers stand behind live traffic where both want the same core: the nice value of their threads, 0 (not at all) to 19. Default 10.
    /// </summary>
    public int Niceness { get; set; } = 10;

    /// <summary>
    /// How long a job that failed or was cancelled keeps what it needs to be resumed, its staged input above all, 1 min to 365 days. Default 7 days.
    /// </summary>
    public TimeSpan ResumableFor { get; set; } = TimeSpan.FromDays(7);
}
