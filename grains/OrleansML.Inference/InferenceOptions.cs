namespace OrleansML.Inference;

/// <summary>How a silo runs models. Bound from section <c>OrleansML:Inference</c>.</summary>
public sealed class InferenceOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "OrleansML:Inference";

    /// <summary>
    /// Memory that loaded models may take together, in bytes, 1 MiB or more; 0 for 80 % of what the process may use. Idle models give way,
    /// longest unused first. Default 0. Too small a value reloads models again and again.
    /// </summary>
    public long MemoryBudgetBytes { get; set; }

    /// <summary>Threads that compute, 1 to 256; 0 for one per processor. Default 0. More than processors make each other slower.</summary>
    public int DeviceThreads { get; set; }

    /// <summary>
    /// Threads that share one computation, 1 to 256. Default 1: throughput comes from <see cref="DeviceThreads"/>; raise it for one large model
    /// with few callers.
    /// </summary>
    public int ThreadsPerRun { get; set; } = 1;

    /// <summary>Requests that may wait per model version, 1 to 1,000,000; further ones are refused. Default 1,024.</summary>
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>Time a request may wait when it names no limit, 1 ms to 10 min. Default 10 s.</summary>
    public TimeSpan DefaultTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Rows computed together when neither the manifest nor the model says otherwise, 1 to 65,536. Default 128.</summary>
    public int DefaultBatchRows { get; set; } = 128;
}
