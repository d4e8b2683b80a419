namespace OrleansML.Grains.Monitoring;

/// <summary>How predictions are watched and logged. Bound from section <c>OrleansML:Monitoring</c>.</summary>
public sealed class MonitoringOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "OrleansML:Monitoring";

    private static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(15);

    /// <summary>Whether predictions are watched and logged. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Answered requests that may be on the way to the log, 16 to 1,048,576; default 8,192. Further ones are dropped and counted.</summary>
    public int Capacity { get; set; } = 8_192;

    /// <summary>MiB of tensors that may be on the way to the log, 1 to 65,536; default 256. Further ones are dropped and counted.</summary>
    public int MemoryMiB { get; set; } = 256;

    /// <summary>Longest time between answer and log, 100 ms to 10 min; default 5 s. A silo that is killed loses at most this, and counts it.</summary>
    public TimeSpan Flush { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the log of a day is kept, 1 to 3,660 days; default 400 days.</summary>
    public TimeSpan KeepLogFor { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Time between two looks at windows that can be judged and at what is to be told, 10 ms to 1 min; default 1 s.</summary>
    public TimeSpan Judge { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>MiB that reports may keep of what they merged, 0 to 65,536; default 512. With 1,000 features a report of 90 days takes some 200.</summary>
    public int ReportMemoryMiB { get; set; } = 512;

    /// <summary>A silo that was not heard for so long is not waited for.</summary>
    internal TimeSpan Patience => Flush * 3 > ShortestPatience ? Flush * 3 : ShortestPatience;
}
