namespace Orleans;

/// <summary>
/// The number of a member on the wire. It must be unique within its declaring type and must never be given to another member.
/// </summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method
    | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class IdAttribute(uint id) : Attribute
{
    /// <summary>The number of the member.</summary>
    public uint Id { get; } = id;
}
