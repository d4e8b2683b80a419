namespace OrleansML.Grains.Training;

/// <summary>How silos train. Section <c>OrleansML:Training</c>.</summary>
public sealed class TrainingOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "OrleansML:Training";

    /// <summary>Workers of one run on one silo, each of which keeps a core busy, 1 to 256; null: one for each core of the coordinator's machine.</summary>
    public int? WorkersPerSilo { get; set; }

    /// <summary>Time without a sign of life after which a worker counts as lost, 1 s to 10 min. Default 10 s.</summary>
    public TimeSpan WorkerTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for more workers than the minimum before a run begins or goes on, 0 to 10 min. Default 3 s.</summary>
    public TimeSpan GatheringGrace { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Time between two looks at the workers, 10 ms to 10 s. Default 200 ms.</summary>
    public TimeSpan Period { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Memory that one worker may take, in bytes, 1 MiB or more; 0 for what the process may use less what is in use. A run that needs more fails before it
    /// begins. Default 0.
    /// </summary>
    public long MemoryBudgetBytes { get; set; }

    /// <summary>
    /// How long a run that failed or was cancelled can be resumed, 1 min to 365 days; then its gathered rows and its checkpoint are removed. Those of a
    /// completed run go at once. Default 7 days.
    /// </summary>
    public TimeSpan ResumableFor { get; set; } = TimeSpan.FromDays(7);
}
