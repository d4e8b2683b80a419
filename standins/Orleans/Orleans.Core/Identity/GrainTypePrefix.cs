using System.Text;

namespace Orleans.Runtime;

/// <summary>Prefixes by which grain types of the runtime itself are told from those of the application.</summary>
public static class GrainTypePrefix
{
    /// <summary>Begins the types that are reserved for the runtime.</summary>
    public const string SystemPrefix = "sys.";

    /// <summary>Begins the types of system targets.</summary>
    public const string SystemTargetPrefix = SystemPrefix + "svc.";

    /// <summary>Begins the types of grain services.</summary>
    public const string GrainServicePrefix = SystemTargetPrefix + "user.";

    /// <summary>Begins the types of clients and their observers.</summary>
    public const string ClientPrefix = SystemPrefix + "client";

    /// <summary><see cref="SystemTargetPrefix"/> in UTF-8.</summary>
    public static readonly ReadOnlyMemory<byte> SystemTargetPrefixBytes = Encoding.UTF8.GetBytes(SystemTargetPrefix);

    /// <summary><see cref="GrainServicePrefix"/> in UTF-8.</summary>
    public static readonly ReadOnlyMemory<byte> GrainServicePrefixBytes = Encoding.UTF8.GetBytes(GrainServicePrefix);

    /// <summary><see cref="ClientPrefix"/> in UTF-8.</summary>
    public static readonly ReadOnlyMemory<byte> ClientPrefixBytes = Encoding.UTF8.GetBytes(ClientPrefix);

    /// <summary>The type of clients.</summary>
    public static readonly GrainType ClientGrainType = GrainType.Create(ClientPrefix);

    /// <summary>Whether the type is that of a client.</summary>
    public static bool IsClient(this in GrainType type) => type.AsSpan().StartsWith(ClientPrefixBytes.Span);

    /// <summary>Whether the identity is that of a client.</summary>
    public static bool IsClient(this in GrainId id) => id.Type.AsSpan().StartsWith(ClientPrefixBytes.Span);

    /// <summary>Whether the type is that of a system target.</summary>
    public static bool IsSystemTarget(this in GrainType type) => type.AsSpan().StartsWith(SystemTargetPrefixBytes.Span);

    /// <summary>Whether the identity is that of a system target.</summary>
    public static bool IsSystemTarget(this in GrainId id) => id.Type.AsSpan().StartsWith(SystemTargetPrefixBytes.Span);

    /// <summary>Whether the type is that of a grain service.</summary>
    public static bool IsGrainService(this in GrainType type) => type.AsSpan().StartsWith(GrainServicePrefixBytes.Span);
}
