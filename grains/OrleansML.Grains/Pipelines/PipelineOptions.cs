namespace OrleansML.Grains.Pipelines;

/// <summary>How silos run pipelines. Section <c>OrleansML:Pipelines</c>.</summary>
public sealed class PipelineOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "OrleansML:Pipelines";

    /// <summary>Programs that process steps may run: their name in definitions, and the absolute path. Default none.</summary>
    public Dictionary<string, string> Commands { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Folders that SQL steps on DuckDB may read and write, absolute paths. Default none: whatever the account of the silo may.
    /// </summary>
    public List<string> SqlFolders { get; } = [];

    /// <summary>Memory of one SQL step on DuckDB before it spills to disk, in MiB, 256 to 1,048,576. Default 1,024.</summary>
    public int SqlMemory { get; set; } = 1024;

    /// <summary>Threads of one SQL step on DuckDB, 1 to 1,024. Default 2.</summary>
    public int SqlThreads { get; set; } = 2;

    /// <summary>
    /// Steps that one silo works on itself at a time (training sets, SQL, HTTP, processes), 1 to 1,000; others wait, within their time limit. Default 16.
    /// </summary>
    public int StepsPerSilo { get; set; } = 16;

    /// <summary>Time between two looks at what is due, and at work that others do for a step, 10 ms to 10 s. Default 1 s.</summary>
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Time between two signs of life of a silo that works on steps, 10 ms to 1 min. Default 2 s.</summary>
    public TimeSpan Beat { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Time without a sign of life after which an attempt counts as lost, twice <see cref="Beat"/> to 10 min. Default 15 s.</summary>
    public TimeSpan StepTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
