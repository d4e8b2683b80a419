using OrleansML.Registry;

namespace OrleansML.Grains.Registry;

/// <summary>What is stored of one model.</summary>
[GenerateSerializer, Alias("OrleansML.ModelRegistryState")]
internal sealed record ModelRegistryState
{
    /// <summary>Grows with every change.</summary>
    [Id(0)]
    public long Revision { get; init; }

    /// <summary>Version that answers by default; 0 for none.</summary>
    [Id(1)]
    public int Champion { get; init; }

    /// <summary>Versions in ascending order.</summary>
    [Id(2)]
    public ModelVersion[] Versions { get; init; } = [];

    /// <summary>Every move, oldest first.</summary>
    [Id(3)]
    public RegistryEvent[] Events { get; init; } = [];

    /// <summary>The state after one more move.</summary>
    public ModelRegistryState With(string action, int version, string reason, DateTimeOffset at, Guid? operation = null)
    {
        var revision = Revision + 1;
        var previous = Events.Length > 0 ? Events[^1].Hash : "";
        var move = RegistryHistory.Chain(previous, revision, at, action, version, reason) with { Operation = operation };
        return this with { Revision = revision, Events = [.. Events, move] };
    }
}
