namespace OrleansML.Testing.Processes;

/// <summary>What a <see cref="ProcessCluster"/> consists of.</summary>
public sealed record ProcessClusterOptions
{
    /// <summary>Silo processes.</summary>
    public int Silos { get; init; } = 3;

    /// <summary>Gateway processes, which answer HTTP.</summary>
    public int Gateways { get; init; } = 2;

    /// <summary>Settings of every process, and of clients inside the test, by configuration key.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings of the silo processes alone.</summary>
    public IReadOnlyDictionary<string, string> SiloSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Gives the environment variables of a silo process beside those of the test, whenever one is started.</summary>
    public Func<IReadOnlyDictionary<string, string>> SiloEnvironment { get; init; } = static () => new Dictionary<string, string>();

    /// <summary>Folder that the logs of all processes are kept in.</summary>
    public required string LogFolder { get; init; }

    /// <summary>The network that the processes are attached to; null for loopback addresses.</summary>
    public PrivateNetwork? Network { get; init; }

    /// <summary>Exit code with which a process ends that wants to be started again; such a process is then started again.</summary>
    public int? RestartExitCode { get; init; }
}
