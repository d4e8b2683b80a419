namespace Orleans;

/// <summary>Rows of the membership table at one version.</summary>
[GenerateSerializer]
public sealed class MembershipTableData
{
    /// <summary>Makes data of several rows, each with its ETag.</summary>
    public MembershipTableData(List<Tuple<MembershipEntry, string>> list, TableVersion version)
    {
        Members = list;
        Version = version;
    }

    /// <summary>Makes data of one row with its ETag.</summary>
    public MembershipTableData(Tuple<MembershipEntry, string> tuple, TableVersion version)
        : this([tuple], version)
    {
    }

    /// <summary>Makes data without rows.</summary>
    public MembershipTableData(TableVersion version)
        : this([], version)
    {
    }

    /// <summary>The rows, each with its ETag.</summary>
    [Id(0)]
    public IReadOnlyList<Tuple<MembershipEntry, string>> Members { get; private set; }

    /// <summary>The version of the table.</summary>
    [Id(1)]
    public TableVersion Version { get; private set; }

    /// <summary>Returns the row of a silo with its ETag, or null.</summary>
    public Tuple<MembershipEntry, string>? TryGet(SiloAddress silo)
        => Members.FirstOrDefault(member => member.Item1.SiloAddress.Equals(silo));

    /// <inheritdoc/>
    public override string ToString()
        => $"{Members.Count} silos, version {Version}: {string.Join(", ", Members.Select(static member => member.Item1))}";
}
