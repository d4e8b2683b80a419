using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime.Messaging;

/// <summary>Identities of the parts of the runtime that other silos call: their key is the address of their silo.</summary>
internal static class SystemTargets
{
    private static readonly ConcurrentDictionary<IdSpan, SiloAddress> Silos = new();

    /// <summary>Creates the identity of a system target.</summary>
    public static GrainId Create(GrainType type, SiloAddress silo) => GrainId.Create(type, silo.ToParsableString());

    /// <summary>Gets the type of a system target.</summary>
    public static GrainType CreateType(string name) => GrainType.Create(GrainTypePrefix.SystemTargetPrefix + name);

    /// <summary>Reads the silo out of the identity of a system target.</summary>
    public static bool TryGetSilo(GrainId id, [NotNullWhen(true)] out SiloAddress? silo)
    {
        if (!id.Type.IsSystemTarget())
        {
            silo = null;
            return false;
        }

        silo = Silos.GetOrAdd(id.Key, static key => SiloAddress.FromParsableString(key.ToString()!));
        return true;
    }
}
