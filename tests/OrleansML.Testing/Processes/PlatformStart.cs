namespace OrleansML.Testing.Processes;

/// <summary>How one <c>orleansml up</c> is started.</summary>
public sealed record PlatformStart
{
    /// <summary>Arguments after <c>up --json</c>.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Executable; that of these tests' build by default.</summary>
    public string Executable { get; init; } = Binary.Path;

    /// <summary>Environment variables beside those of the test.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>File that its log is written to as well; null for none.</summary>
    public string? LogFile { get; init; }

    /// <summary>Runs it in a network namespace of its own, attached to this network; null for the test's own network.</summary>
    public NetworkAttachment? Network { get; init; }

    /// <summary>Longest time until it answers.</summary>
    public TimeSpan LongestStart { get; init; } = TimeSpan.FromSeconds(90);
}
