using System.Text;

namespace Orleans.Runtime;

/// <summary>Prefixes by which grain types of the runtime itself are told from those of the application.</summary>
public static class GrainTypePrefix
{
    public const string SystemPrefix = "sys.";
    public const string SystemTargetPrefix = SystemPrefix + "svc.";
    public const string GrainServicePrefix = SystemTargetPrefix + "user.";
    public const string ClientPrefix = SystemPrefix + "client";

    public static readonly ReadOnlyMemory<byte> SystemTargetPrefixBytes = Encoding.UTF8.GetBytes(SystemTargetPrefix);
    public static readonly ReadOnlyMemory<byte> GrainServicePrefixBytes = Encoding.UTF8.GetBytes(GrainServicePrefix);
    public static readonly ReadOnlyMemory<byte> ClientPrefixBytes = Encoding.UTF8.GetBytes(ClientPrefix);
    public static readonly GrainType ClientGrainType = GrainType.Create(ClientPrefix);

    public static bool IsClient(this in GrainType type) => type.AsSpan().StartsWith(ClientPrefixBytes.Span);

    public static bool IsClient(this in GrainId id) => id.Type.AsSpan().StartsWith(ClientPrefixBytes.Span);

    public static bool IsSystemTarget(this in GrainType type) => type.AsSpan().StartsWith(SystemTargetPrefixBytes.Span);

    public static bool IsSystemTarget(this in GrainId id) => id.Type.AsSpan().StartsWith(SystemTargetPrefixBytes.Span);

    public static bool IsGrainService(this in GrainType type) => type.AsSpan().StartsWith(GrainServicePrefixBytes.Span);
}
