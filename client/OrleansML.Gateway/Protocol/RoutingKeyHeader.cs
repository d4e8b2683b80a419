using Microsoft.AspNetCore.Http;
using OrleansML.Client;

namespace OrleansML.Gateway.Protocol;

/// <summary>The header by whose value a model with several serving versions chooses one, the same for the same value.</summary>
internal static class RoutingKeyHeader
{
    public const string Name = "OrleansML-Routing-Key";

    private const int LongestKey = 1024;

    /// <summary>The target of a request: what its path names, else what its header says.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: the key is too long.</exception>
    public static VersionTarget Apply(HttpRequest request, VersionTarget target)
    {
        if (target != default || !request.Headers.TryGetValue(Name, out var values) || values.ToString() is not { Length: > 0 } key)
            return target;

        return key.Length <= LongestKey
            ? VersionTarget.OfKey(key)
            : throw RequestFaults.Invalid($"Header {Name} has {key.Length} characters; {LongestKey} are allowed.");
    }
}
