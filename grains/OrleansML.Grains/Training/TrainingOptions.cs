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
}
