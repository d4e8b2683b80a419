using OrleansML.Tensors;

namespace OrleansML.Cli.Quickstart;

/// <summary>Requests as live traffic would send them: one row each, or as many as the model takes at least.</summary>
internal sealed record Workload
{
    /// <summary>Inputs of each request.</summary>
    public required IReadOnlyList<Tensor[]> Requests { get; init; }

    /// <summary>Whether each request is a fraud; empty where nobody knows.</summary>
    public IReadOnlyList<bool> Labels { get; init; } = [];

    /// <summary>Ranking quality that the model had when it was built; null where nobody knows.</summary>
    public double? ExpectedRocAuc { get; init; }

    /// <summary>Headings that describe a request to people.</summary>
    public required IReadOnlyList<string> Headings { get; init; }

    /// <summary>The texts under <see cref="Headings"/> for one request.</summary>
    public required Func<int, string[]> Describe { get; init; }

    /// <summary>Indexes of the requests to show.</summary>
    public required IReadOnlyList<int> Examples { get; init; }
}
