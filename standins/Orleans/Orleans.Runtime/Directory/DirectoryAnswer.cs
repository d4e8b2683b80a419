namespace Orleans.Runtime.Directory;

/// <summary>What a silo answers to a question about an entry of the directory.</summary>
[GenerateSerializer]
[Alias("Orleans.Runtime.Directory.DirectoryAnswer")]
[Immutable]
internal sealed class DirectoryAnswer
{
    /// <summary>Gets or sets whether the silo keeps the entry; if not, the rest of the answer means nothing.</summary>
    [Id(0)]
    public bool IsOwner { get; set; }

    /// <summary>Gets or sets the version of the membership by which the silo decided.</summary>
    [Id(1)]
    public MembershipVersion Version { get; set; }

    /// <summary>Gets or sets the activation that is registered now, or null.</summary>
    [Id(2)]
    public GrainAddress? Address { get; set; }
}
