namespace OrleansML.Cli;

/// <summary>What the command line sees of the world; tests put their own in its place.</summary>
internal sealed record CliEnvironment
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether a person watches, so that progress may be drawn on <see cref="Error"/>.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Looks up an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;

    /// <summary>Answers HTTP requests; null for the network.</summary>
    public HttpMessageHandler? Handler { get; init; }

    public static CliEnvironment OfProcess() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        IsInteractive = !Console.IsErrorRedirected && !Console.IsOutputRedirected,
        Variable = Environment.GetEnvironmentVariable,
    };
}
