using OrleansML.Deployments;
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

    /// <summary>Names of versions in ordinal order, the champion not among them.</summary>
    [Id(4)]
    public ModelAlias[] Aliases { get; init; } = [];

    /// <summary>How requests are shared out; null for the champion alone.</summary>
    [Id(5)]
    public DeploymentPlan? Plan { get; init; }

    /// <summary>Revision in which champion or plan last changed.</summary>
    [Id(6)]
    public long DeploymentRevision { get; init; }

    /// <summary>The state after one more move.</summary>
    public ModelRegistryState With(string action, int version, string reason, DateTimeOffset at, Guid? operation = null) =>
        With(new RegistryEvent { Revision = 0, At = at, Action = action, Version = version, Reason = reason, Hash = "", Operation = operation });

    /// <summary>The state after one more move, whose revision and hash are worked out here.</summary>
    public ModelRegistryState With(RegistryEvent move)
    {
        var revision = Revision + 1;
        var previous = Events.Length > 0 ? Events[^1].Hash : "";
        return this with { Revision = revision, Events = [.. Events, RegistryHistory.Chain(previous, move with { Revision = revision })] };
    }

    /// <summary>The state after a move of what serves.</summary>
    public ModelRegistryState With(RegistryEvent move, int champion, DeploymentPlan? plan)
    {
        var state = With(move);
        return state with { Champion = champion, Plan = plan, DeploymentRevision = state.Revision };
    }

    /// <summary>The state in which an alias stands for a version, or for none.</summary>
    public ModelRegistryState WithAlias(string name, int? version)
    {
        var others = Aliases.Where(alias => alias.Name != name);
        var aliases = version is { } number ? others.Append(new ModelAlias(name, number)) : others;
        return this with { Aliases = [.. aliases.OrderBy(static alias => alias.Name, StringComparer.Ordinal)] };
    }
}
